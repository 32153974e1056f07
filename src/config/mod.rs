//! `sockleak.toml`: what a project wants of sockleak. So far the models of its own functions.
//!
//! ```toml
//! [models]
//! files = ["tools/net.toml"]      # model files, as seen from this one
//!
//! [[models.function]]             # and all that a model file may hold, see rules/models/README.md
//! names = ["conn_done"]
//! role = "release"
//! handle = 0
//! ```
//!
//! The nearest file counts, from the folder of a path that is checked upwards to the root of its repository, and no other one.
//! A key that there is not is an error, told with its place and what may have been meant.

mod error;
mod file;
mod find;

pub use error::{ConfigError, io_reason};
pub use file::{Config, Section};
pub use find::{NAME, nearest};

use crate::model::Models;
use std::path::{Path, PathBuf};

/// Where configuration comes from.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// This file and no other one.
    pub file: Option<PathBuf>,
    /// None at all.
    pub is_isolated: bool,
    /// Model files besides, in this order: the last word counts.
    pub models: Vec<PathBuf>,
}

impl Origin {
    /// The configuration files for a run on `paths`, sorted, each once.
    fn files(&self, paths: &[PathBuf]) -> Vec<PathBuf> {
        if let Some(file) = &self.file {
            return vec![file.clone()];
        }
        let mut found: Vec<PathBuf> =
            paths.iter().filter(|_| !self.is_isolated).filter_map(|path| nearest(path)).collect();
        found.sort();
        found.dedup();
        found
    }

    /// The models of a run on `paths`: those that come with sockleak, those of the configuration, and the user's files. Where
    /// paths have different configurations, all of them count.
    pub fn models(&self, paths: &[PathBuf]) -> Result<Models, ConfigError> {
        let mut models = Models::embedded();
        for file in self.files(paths) {
            Config::read(&file)?.add_models(&mut models)?;
        }
        for file in &self.models {
            add_file(&mut models, file)?;
        }
        Ok(models)
    }
}

/// Adds the models of a user's file.
fn add_file(models: &mut Models, path: &Path) -> Result<(), ConfigError> {
    let text = read(path)?;
    models.add_users(&text).map_err(|error| ConfigError::of_model(path, &text, error))
}

fn read(path: &Path) -> Result<String, ConfigError> {
    std::fs::read_to_string(path).map_err(|error| ConfigError::unreadable(path, &error))
}
