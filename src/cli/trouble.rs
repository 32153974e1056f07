//! What the user must put right before the command can do its work.

/// Ends the command with exit code 2. The text is one line: lower case, no final stop.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Trouble(pub String);
