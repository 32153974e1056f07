//! One configuration file, taken apart.

use super::error::{ConfigError, unknown};
use super::{add_file, read};
use crate::model::Models;
use std::path::{Path, PathBuf};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The tables that a configuration file may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Models of the project's functions.
    Models,
}

impl Section {
    const ALL: [Section; 1] = [Section::Models];

    /// The table's key.
    pub fn key(self) -> &'static str {
        match self {
            Section::Models => "models",
        }
    }
}

/// A configuration file.
#[derive(Debug)]
pub struct Config {
    path: PathBuf,
    text: String,
}

impl Config {
    /// Reads a file. What it holds is looked at when it is asked for, but an unknown table is an error at once.
    pub fn read(path: &Path) -> Result<Config, ConfigError> {
        let config = Config { path: path.to_owned(), text: read(path)? };
        let known = Section::ALL.map(Section::key);
        for (key, _) in config.root()?.get_ref().iter() {
            if !known.contains(&key.get_ref().as_ref()) {
                return Err(config.wrong(key, unknown("key", key.get_ref(), &known)));
            }
        }
        Ok(config)
    }

    fn root(&self) -> Result<Spanned<DeTable<'_>>, ConfigError> {
        let fail = |error: toml::de::Error| {
            let message = error.message().trim().replace('\n', ", ");
            ConfigError::at(&self.path, &self.text, error.span(), message)
        };
        DeTable::parse(&self.text).map_err(fail)
    }

    fn wrong<T>(&self, at: &Spanned<T>, message: String) -> ConfigError {
        ConfigError::at(&self.path, &self.text, Some(at.span()), message)
    }

    /// Adds the models that it holds, and those of the files that it names; its own word counts more.
    pub fn add_models(&self, models: &mut Models) -> Result<(), ConfigError> {
        let mut root = self.root()?;
        let Some(section) = root.get_mut().remove(Section::Models.key()) else { return Ok(()) };
        let span = section.span();
        let DeValue::Table(mut table) = section.into_inner() else {
            let message = "`models` is a table, as in `[models]`".to_owned();
            return Err(ConfigError::at(&self.path, &self.text, Some(span), message));
        };
        if let Some(files) = table.remove("files") {
            self.add_files(&files, models)?;
        }
        let added = models.add_users_table(Spanned::new(span, table));
        added.map_err(|error| ConfigError::of_model(&self.path, &self.text, error))
    }

    fn add_files(&self, files: &Spanned<DeValue>, models: &mut Models) -> Result<(), ConfigError> {
        const WANTED: &str = "`files` is a list of paths, as in `files = [\"net.toml\"]`";
        let DeValue::Array(all) = files.get_ref() else { return Err(self.wrong(files, WANTED.to_owned())) };
        for file in all.iter() {
            let DeValue::String(name) = file.get_ref() else { return Err(self.wrong(file, WANTED.to_owned())) };
            let path = self.path.parent().unwrap_or(Path::new("")).join(&**name);
            if !path.is_file() {
                return Err(self.wrong(file, format!("there is no file `{}`", path.display())));
            }
            add_file(models, &path)?;
        }
        Ok(())
    }
}
