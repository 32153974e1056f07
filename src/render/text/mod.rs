//! For people: one block per acquisition with all the ways on which it is lost, then a footer.

mod block;
mod excerpt;
mod footer;

pub use excerpt::plain;
pub use footer::footer;

use super::View;
use block::Block;
use codespan_reporting::files::Error;
use codespan_reporting::term::termcolor::{Ansi, NoColor, WriteColor};
use codespan_reporting::term::{Config, emit_to_write_style};
use std::io::{self, Write};

/// Writes the report as text, in colour if the view wants it.
pub fn render(view: &View, out: &mut dyn Write) -> io::Result<()> {
    if view.color { write(view, &mut Ansi::new(out)) } else { write(view, &mut NoColor::new(out)) }
}

fn write(view: &View, out: &mut dyn WriteColor) -> io::Result<()> {
    let config = Config::default();
    for block in Block::all(&view.report.diagnostics) {
        let (excerpts, shown) = block.show(view);
        emit_to_write_style(out, &config, &excerpts, &shown).map_err(|error| match error {
            Error::Io(error) => error,
            other => io::Error::other(other),
        })?;
    }
    out.write_all(footer(view.report).as_bytes())
}
