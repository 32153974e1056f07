//! As GCC tells of errors, for all that reads its output: a line for the finding, notes for the way to it.

use super::View;
use super::place::{Place, placed};
use super::text::plain;
use std::io::{self, Write};

/// Writes the report as a compiler would.
pub fn render(view: &View, out: &mut dyn Write) -> io::Result<()> {
    for (found, place) in placed(view) {
        line(out, &place, found.level.name(), &format!("{} [{}]", found.message, found.rule.id))?;
        for step in found.path.iter().filter(|step| step.at != found.primary.at) {
            if let Some(place) = Place::of(view, step.at) {
                line(out, &place, "note", &step.text)?;
            }
        }
        line(out, &place, "note", &found.help)?;
    }
    Ok(())
}

fn line(out: &mut dyn Write, place: &Place, level: &str, message: &str) -> io::Result<()> {
    let text = format!("{}:{}:{}: {level}: {message}", place.path, place.start.line, place.start.column);
    writeln!(out, "{}", plain(&text))
}
