"""Checks that a stand-in cannot pass and that no definition depends on: resources, config types, pydantic fields."""
from .doubts import doubt_in, is_stub


def accept_stand_ins(dagster):
    import pydantic

    for path in ("dagster._core.definitions.resource_requirement", "dagster._core.definitions.job_definition", "dagster._core.definitions.assets.job.asset_job", "dagster._core.definitions.repository_definition.valid_definitions",
                 "dagster._core.definitions.graph_definition", "dagster._core.definitions.definitions_class", "dagster._core.definitions.source_asset", "dagster._core.definitions.repository_definition.repository_data_builder", "dagster._core.definitions.schedule_definition", "dagster._core.definitions.sensor_definition"):
        try:
            module = __import__(path, fromlist=["_"])
        except ImportError:
            continue
        if hasattr(module, "ensure_requirements_satisfied"):
            module.ensure_requirements_satisfied = lambda *_args, **_kwargs: None
    init = pydantic.BaseModel.__init__

    def lenient(self, /, **data):
        try:
            init(self, **data)
        except pydantic.ValidationError:
            if not any(doubt_in(value) for value in data.values()):
                raise
            made = type(self).model_construct(**data)
            for name in ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__"):
                object.__setattr__(self, name, getattr(made, name))

    lenient.__pydantic_base_init__ = True
    pydantic.BaseModel.__init__ = lenient
    serialize_stand_ins()
    enum_value = dagster.EnumValue.__init__

    def enum_value_init(self, config_value, python_value=None, description=None):
        enum_value(self, str(config_value) if is_stub(config_value) else config_value, python_value, description)

    dagster.EnumValue.__init__ = enum_value_init
    field_init = dagster.Field.__init__

    def init_field(self, config, default_value=dagster._config.field_utils.FIELD_NO_DEFAULT_PROVIDED, *args, **kwargs):
        # A stand-in as default: the field is then merely optional.
        field_init(self, config, *(() if is_stub(default_value) else (default_value,)), *args, **({**kwargs, "is_required": False} if is_stub(default_value) else kwargs))

    dagster.Field.__init__ = init_field
    conversion = __import__("dagster._config.pythonic_config.conversion_utils", fromlist=["_"])
    for name in ("_config_type_for_type_on_pydantic_field",):
        original = getattr(conversion, name, None)
        if original is None:
            continue

        def convert(potential_dagster_type, *args, _original=original, **kwargs):
            if is_stub(potential_dagster_type):
                return __import__("dagster._config.config_type", fromlist=["_"]).Any()
            return _original(potential_dagster_type, *args, **kwargs)

        setattr(conversion, name, convert)


def serialize_stand_ins():
    """Defaults of configuration are written out for snapshots that nobody reads here."""
    serdes = __import__("dagster_shared.serdes.serdes", fromlist=["_"])
    transform = serdes._transform_for_serialization

    def lenient(value, *args, **kwargs):
        try:
            return transform(value, *args, **kwargs)
        except serdes.SerializationError:
            if is_stub(value):
                return str(value)
            raise

    serdes._transform_for_serialization = lenient
