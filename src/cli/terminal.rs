//! How much room there is.

use std::env;

/// The columns of the terminal that standard output is; `None` if it is none, or does not tell.
pub fn width() -> Option<usize> {
    let told = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    asked().map(|asked| told.unwrap_or(asked))
}

#[cfg(unix)]
fn asked() -> Option<usize> {
    let size = rustix::termios::tcgetwinsize(std::io::stdout()).ok()?;
    (size.ws_col > 0).then_some(usize::from(size.ws_col))
}

#[cfg(not(unix))]
fn asked() -> Option<usize> {
    None
}
