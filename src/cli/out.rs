//! Writing to the terminal: a reader that goes away is no failure.

use std::io::{self, Write};

/// Writes `bytes` to stdout and flushes. A closed pipe counts as success: who reads only the head has what he wants.
pub fn print(bytes: &[u8]) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(anyhow::Error::new(error).context("cannot write to standard output"))
        }
        _ => Ok(()),
    }
}

/// Writes a line to stderr. There is nobody to tell if that fails.
pub fn complain(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}
