//! The lines that `--show-dropped` prints.

use crate::check::CheckedFile;
use crate::source::SourceFile;
use std::fmt::Write;

/// One line for each place where a socket went out of sight.
pub fn lines(files: &[CheckedFile]) -> String {
    let mut out = String::new();
    for CheckedFile { source, dropped, .. } in files {
        for end in dropped {
            let (at, acquired) = (line(source, end.at.span.start), line(source, end.acquired.span.start));
            let _ = writeln!(
                out,
                "{}:{at}: in `{}`, the socket of line {acquired} is not followed further: {}",
                source.path, end.function, end.why
            );
        }
    }
    out
}

fn line(source: &SourceFile, offset: u32) -> u32 {
    source.lines().position(&source.text, offset).line
}
