//! Identity of a diagnostic across edits.
