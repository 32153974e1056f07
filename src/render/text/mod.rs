//! For people: one block per acquisition with all the ways on which it is lost, then a footer.

mod alike;
mod block;
mod excerpt;
mod footer;
mod wrap;

pub use excerpt::plain;
pub use footer::footer;

use super::View;
use super::link::link;
use super::place::Place;
use block::Block;
use codespan_reporting::files::Error;
use codespan_reporting::term::termcolor::{Ansi, Buffer, NoColor, WriteColor};
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
        let emitted = match view.links {
            None => emit_to_write_style(out, &config, &excerpts, &shown),
            Some(folder) => {
                linked(&block, view, folder, out, |inner| emit_to_write_style(inner, &config, &excerpts, &shown))
            }
        };
        emitted.map_err(|error| match error {
            Error::Io(error) => error,
            other => io::Error::other(other),
        })?;
    }
    out.write_all(footer(view).as_bytes())
}

/// Writes a block with its place as a link.
fn linked(
    block: &Block,
    view: &View,
    folder: &str,
    out: &mut dyn WriteColor,
    emit: impl FnOnce(&mut Buffer) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut buffer = if out.supports_color() { Buffer::ansi() } else { Buffer::no_color() };
    emit(&mut buffer)?;
    let text = String::from_utf8_lossy(buffer.as_slice()).into_owned();
    let text = match Place::of(view, block.place()) {
        Some(Place { path, start, .. }) => {
            let shown = format!("{}:{}:{}", plain(path), start.line, start.column);
            text.replacen(&shown, &link(folder, path, &shown), 1)
        }
        None => text,
    };
    Ok(out.write_all(text.as_bytes())?)
}
