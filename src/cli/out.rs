//! Writing to the terminal: a reader that goes away is no failure.

use anyhow::Context;
use std::io::{self, BufWriter, ErrorKind, Write};

/// Writes to stdout, buffered. A closed pipe counts as success: who reads only the head has what he wants.
pub fn write(work: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> anyhow::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    let result = work(&mut out).and_then(|()| out.flush());
    // What could not be written must not be tried again when the buffer goes.
    let _ = out.into_parts();
    match result {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => other.context("cannot write to standard output"),
    }
}

/// Writes these bytes to stdout, as [`write`] does.
pub fn print(bytes: &[u8]) -> anyhow::Result<()> {
    write(|out| out.write_all(bytes))
}

/// Writes lines to stderr. There is nobody to tell if that fails.
pub fn complain(lines: &str) {
    if !lines.is_empty() {
        let _ = writeln!(io::stderr().lock(), "{lines}");
    }
}
