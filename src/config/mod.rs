//! `sockleak.toml`: what a project wants of sockleak.
//!
//! ```toml
//! exclude = ["third_party/", "*.gen.c"]  # as in .gitignore
//! fail-on = "error"                      # and confidence, include-tests, require-reason, baseline
//!
//! [rules]
//! unchecked-setsockopt = "note"          # or off, warning, error: the most that its findings can be
//!
//! [[override]]
//! paths = ["tests/"]
//! rules = { socket-leak = "off" }
//!
//! [models]
//! files = ["tools/net.toml"]             # model files, as seen from this one
//!
//! [[models.function]]                    # and all that a model file may hold, see rules/models/README.md
//! names = ["conn_done"]
//! role = "release"
//! handle = 0
//! ```
//!
//! The nearest file counts, from the folder of a path that is checked upwards to the root of its repository, and no other
//! one. `[workspace.metadata.sockleak]` in a `Cargo.toml` counts like a file of its own. A key that there is not is an error,
//! told with its place and what may have been meant; so are two files that contradict each other.

mod error;
mod file;
mod find;
mod loaded;
mod schema;
mod settings;
mod show;

pub use error::{ConfigError, io_reason};
pub use file::Config;
pub use find::{MANIFEST, NAME, in_folder, nearest};
pub use loaded::{Loaded, Reach};
pub use schema::schema;
pub use settings::{FailOn, Override, RuleLevel, Settings, Sure};
pub use show::show;

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
    fn files(&self, paths: &[PathBuf]) -> Result<Vec<PathBuf>, ConfigError> {
        if let Some(file) = &self.file {
            return Ok(vec![file.clone()]);
        }
        let mut found = Vec::new();
        for path in paths.iter().filter(|_| !self.is_isolated) {
            found.extend(nearest(path)?);
        }
        found.sort();
        found.dedup();
        Ok(found)
    }

    /// The configuration of a run on `paths`.
    pub fn load(&self, paths: &[PathBuf]) -> Result<Loaded, ConfigError> {
        let mut models = Models::embedded();
        let mut configs = Vec::new();
        for file in self.files(paths)? {
            let config = Config::read(&file)?;
            config.add_models(&mut models)?;
            configs.push(config);
        }
        for file in &self.models {
            add_file(&mut models, file)?;
        }
        Loaded::new(models, configs, self.file.is_some())
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
