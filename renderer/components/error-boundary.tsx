/** A mistake of ours costs the part it happened in, not the page. */
import { Component, type ReactNode } from "react";

interface Props {
  readonly what: string;
  readonly children: ReactNode;
  /** Drawn instead of the message. */
  readonly fallback?: ReactNode;
  /** Another value tries again. */
  readonly resetKey?: string;
}

export class ErrorBoundary extends Component<Props, { readonly message: string | null }> {
  override state: { readonly message: string | null } = { message: null };

  static getDerivedStateFromError(error: unknown): { message: string } {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override componentDidUpdate(before: Props): void {
    if (before.resetKey !== this.props.resetKey && this.state.message !== null) this.setState({ message: null });
  }

  override render(): ReactNode {
    if (this.state.message === null) return this.props.children;
    if (this.props.fallback !== undefined) return this.props.fallback;
    return (
      <div className="note bad" role="alert">
        {this.props.what} could not be drawn: {this.state.message.slice(0, 500)}{" "}
        <button type="button" className="link" onClick={() => this.setState({ message: null })}>Try again</button>
      </div>
    );
  }
}
