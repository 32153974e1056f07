//! One configuration file, taken apart.

use super::error::{ConfigError, unknown};
use super::find::{MANIFEST, TABLE};
use super::settings::Settings;
use super::{add_file, read};
use crate::model::Models;
use crate::rules::Rules;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The key of the table that holds models.
const MODELS: &str = "models";

/// A configuration file.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where it is, as shown.
    pub path: PathBuf,
    /// What it says besides models.
    pub settings: Settings,
    text: String,
}

impl Config {
    /// Reads a file: all of it but the models, which are looked at when they are asked for.
    pub fn read(path: &Path) -> Result<Config, ConfigError> {
        let mut config = Config { path: path.to_owned(), settings: Settings::default(), text: read(path)? };
        config.settings = config.read_settings()?;
        config.check_rules()?;
        Ok(config)
    }

    fn read_settings(&self) -> Result<Settings, ConfigError> {
        let Some(mut root) = self.root()? else { return Ok(Settings::default()) };
        root.get_mut().remove(MODELS);
        let settings = Settings::deserialize(toml::de::Deserializer::from(root));
        settings.map_err(|error| {
            ConfigError::of_key(&self.path, &self.text, error.span(), error.message(), &[("override", MODELS)])
        })
    }

    /// Every rule that is named must be one.
    fn check_rules(&self) -> Result<(), ConfigError> {
        let rules = Rules::embedded();
        let ids: Vec<&str> = rules.all().iter().map(|rule| rule.id.as_str()).collect();
        let overrides = self.settings.overrides.iter().flat_map(|table| table.rules.keys());
        for name in self.settings.rules.keys().chain(overrides) {
            if !ids.contains(&name.get_ref().as_str()) {
                return Err(self.wrong(name, unknown("rule", name.get_ref(), &ids)));
            }
        }
        Ok(())
    }

    /// The table that counts; `None` if the file has none.
    fn root(&self) -> Result<Option<Spanned<DeTable<'_>>>, ConfigError> {
        let fail = |error: toml::de::Error| {
            let message = error.message().trim().replace('\n', ", ");
            ConfigError::at(&self.path, &self.text, error.span(), message)
        };
        let root = DeTable::parse(&self.text).map_err(fail)?;
        if self.path.file_name().is_none_or(|name| name != MANIFEST) {
            return Ok(Some(root));
        }
        let mut found = Vec::new();
        for key in ["workspace", "package"] {
            found.extend(inner(inner(inner(Some(root.clone()), key), "metadata"), TABLE));
        }
        match found.len() {
            2 => Err(self.wrong(&found[1], format!("`workspace.metadata.{TABLE}` is there too; keep one of them"))),
            _ => Ok(found.pop()),
        }
    }

    /// What is wrong at a place of this file.
    pub(super) fn wrong<T>(&self, at: &Spanned<T>, message: String) -> ConfigError {
        ConfigError::at(&self.path, &self.text, Some(at.span()), message)
    }

    /// Its folder.
    pub(super) fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }

    /// Adds the models that it holds, and those of the files that it names; its own word counts more.
    pub fn add_models(&self, models: &mut Models) -> Result<(), ConfigError> {
        let Some(mut root) = self.root()? else { return Ok(()) };
        let Some(section) = root.get_mut().remove(MODELS) else { return Ok(()) };
        let span = section.span();
        let DeValue::Table(mut table) = section.into_inner() else {
            let message = "`models` is a table, as in `[models]`".to_owned();
            return Err(ConfigError::at(&self.path, &self.text, Some(span), message));
        };
        if let Some(files) = table.remove("files") {
            self.add_files(&files, models)?;
        }
        let added = models.add_users_table(Spanned::new(span, table));
        added.map_err(|error| {
            ConfigError::of_key(&self.path, &self.text, error.span, &error.message, &[("function", "files")])
        })
    }

    fn add_files(&self, files: &Spanned<DeValue>, models: &mut Models) -> Result<(), ConfigError> {
        const WANTED: &str = "`files` is a list of paths, as in `files = [\"net.toml\"]`";
        let DeValue::Array(all) = files.get_ref() else { return Err(self.wrong(files, WANTED.to_owned())) };
        for file in all.iter() {
            let DeValue::String(name) = file.get_ref() else { return Err(self.wrong(file, WANTED.to_owned())) };
            let path = self.folder().join(&**name);
            if !path.is_file() {
                return Err(self.wrong(file, format!("there is no file `{}`", path.display())));
            }
            add_file(models, &path)?;
        }
        Ok(())
    }
}

/// The table under a key.
fn inner<'t>(table: Option<Spanned<DeTable<'t>>>, key: &str) -> Option<Spanned<DeTable<'t>>> {
    let value = table?.into_inner().remove(key)?;
    let span = value.span();
    match value.into_inner() {
        DeValue::Table(table) => Some(Spanned::new(span, table)),
        _ => None,
    }
}
