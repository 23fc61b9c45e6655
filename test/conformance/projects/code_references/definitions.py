"""Code references: of functions, added by hand, and turned into links to git."""
from pathlib import Path

import dagster as dg
from dagster import AnchorBasedFilePathMapping, LocalFileCodeReference, UrlCodeReference
from lib.makers import make

HERE = Path(__file__)


@dg.asset
def plain(): ...


@dg.asset(
    metadata={
        "dagster/code_references": dg.CodeReferencesMetadataValue(
            code_references=[
                LocalFileCodeReference(file_path=str(HERE.parent / "queries.sql"), line_number=2, label="the query"),
                UrlCodeReference(url="https://example.com/wiki/report", label="about it"),
                LocalFileCodeReference(file_path=__file__),
            ]
        )
    }
)
def by_hand(): ...


@dg.multi_asset(specs=[dg.AssetSpec("left"), dg.AssetSpec("right")])
def both(): ...


@dg.asset(name="kept_local")
def local(): ...


linked = dg.link_code_references_to_git(
    assets_defs=dg.with_source_code_references([plain, by_hand, both, make("one"), dg.AssetSpec("spec_only")]),
    git_url="https://github.com/example/shop",
    git_branch="main",
    file_path_mapping=AnchorBasedFilePathMapping(local_file_anchor=HERE.parent, file_anchor_path_in_repository="data/shop"),
)
gitlab = dg.link_code_references_to_git(
    dg.with_source_code_references([make("two")]), git_url="https://gitlab.com/example/shop/", git_branch="develop", file_path_mapping=AnchorBasedFilePathMapping(local_file_anchor=Path(__file__), file_anchor_path_in_repository="src/defs.py")
)

defs = dg.Definitions(assets=[*linked, *gitlab, *dg.with_source_code_references([local])])
