//! The findings of the format `json`, one on each line.

use super::{View, json};
use std::io::{self, Write};

/// Writes one object a line.
pub fn render(view: &View, out: &mut dyn Write) -> io::Result<()> {
    for finding in json::findings(view) {
        serde_json::to_writer(&mut *out, &finding)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
