//! The models of a run: those that come with sockleak, and the user's.

use super::trouble::Trouble;
use crate::check::io_reason;
use crate::model::Models;
use std::path::PathBuf;

/// Reads the user's model files, in the order given: the last word counts.
pub fn load(files: &[PathBuf]) -> Result<Models, Trouble> {
    let mut models = Models::embedded();
    for file in files {
        let name = file.display().to_string();
        let text = std::fs::read_to_string(file).map_err(|error| Trouble(format!("{name}: {}", io_reason(&error))))?;
        models.add_users(&name, &text).map_err(|error| Trouble(error.to_string()))?;
    }
    Ok(models)
}
