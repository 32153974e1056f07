//! The configuration of a run: one file, or several that do not contradict each other.

use super::settings::{FailOn, RuleLevel, Sure};
use super::{Config, ConfigError};
use crate::model::Models;
use crate::report::{Levels, Setting};
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use toml::Spanned;

/// The configuration of a run.
#[derive(Debug)]
pub struct Loaded {
    /// The models that come with sockleak, those of the configuration, and the user's files. Where paths have different
    /// configurations, all of them count.
    pub models: Models,
    /// The files, sorted by path.
    pub configs: Vec<Config>,
    /// What they say of paths.
    pub reach: Arc<Reach>,
}

impl Loaded {
    /// Brings files together. One that the user named speaks of all paths, with patterns as seen from the current folder;
    /// any other of what is below its folder.
    pub(super) fn new(models: Models, configs: Vec<Config>, is_named: bool) -> Result<Loaded, ConfigError> {
        let realms = configs.iter().map(|config| Realm::new(config, is_named)).collect::<Result<Vec<_>, _>>()?;
        let loaded = Loaded { models, configs, reach: Arc::new(Reach { realms }) };
        loaded.check()?;
        Ok(loaded)
    }

    /// Options that speak of the whole run must agree.
    fn check(&self) -> Result<(), ConfigError> {
        self.agreed("fail-on", |config| config.settings.fail_on.as_ref(), |value| value.name().to_owned())?;
        self.agreed("confidence", |config| config.settings.confidence.as_ref(), |value| value.name().to_owned())?;
        self.agreed("include-tests", |config| config.settings.include_tests.as_ref(), bool::to_string)?;
        self.agreed("require-reason", |config| config.settings.require_reason.as_ref(), bool::to_string)?;
        self.agreed("baseline", |config| config.settings.baseline.as_ref(), String::clone)?;
        Ok(())
    }

    fn agreed<T: PartialEq>(
        &self,
        key: &str,
        of: impl Fn(&Config) -> Option<&Spanned<T>>,
        name: impl Fn(&T) -> String,
    ) -> Result<(), ConfigError> {
        let mut all = self.configs.iter().filter_map(|config| Some((config, of(config)?)));
        let Some((first, value)) = all.next() else { return Ok(()) };
        match all.find(|(_, other)| key == "baseline" || other.get_ref() != value.get_ref()) {
            None => Ok(()),
            Some((config, other)) => {
                let (here, there) = (name(other.get_ref()), name(value.get_ref()));
                let place = first.path.display();
                let way = "check the paths one by one, or choose with --config";
                Err(config.wrong(other, format!("`{key}` is {here} here and {there} in {place}; {way}")))
            }
        }
    }

    /// The first value of an option.
    fn first<T: Clone>(&self, of: impl Fn(&Config) -> Option<&Spanned<T>>) -> Option<T> {
        self.configs.iter().find_map(|config| Some(of(config)?.get_ref().clone()))
    }

    /// The level at which a run fails.
    pub fn fail_on(&self) -> Option<FailOn> {
        self.first(|config| config.settings.fail_on.as_ref())
    }

    /// How sure a finding must be to be shown.
    pub fn confidence(&self) -> Option<Sure> {
        self.first(|config| config.settings.confidence.as_ref())
    }

    /// Whether Rust code that only runs in tests is checked.
    pub fn include_tests(&self) -> Option<bool> {
        self.first(|config| config.settings.include_tests.as_ref())
    }

    /// Whether a comment that silences something must say why.
    pub fn require_reason(&self) -> Option<bool> {
        self.first(|config| config.settings.require_reason.as_ref())
    }

    /// Where the baseline is.
    pub fn baseline(&self) -> Option<PathBuf> {
        self.configs.iter().find_map(|config| {
            let baseline = config.settings.baseline.as_ref()?;
            Some(config.folder().join(baseline.get_ref()))
        })
    }
}

/// What the configuration says of paths: levels and excludes.
#[derive(Debug, Default)]
pub struct Reach {
    realms: Vec<Realm>,
}

/// What one file speaks of.
#[derive(Debug)]
struct Realm {
    /// The folder, in full; patterns are relative to it.
    root: PathBuf,
    /// Whether it speaks of other paths too.
    is_everywhere: bool,
    exclude: Gitignore,
    rules: BTreeMap<String, RuleLevel>,
    overrides: Vec<(Gitignore, BTreeMap<String, RuleLevel>)>,
}

impl Realm {
    fn new(config: &Config, is_named: bool) -> Result<Realm, ConfigError> {
        let folder = if is_named { Path::new("") } else { config.folder() };
        let plain = |rules: &BTreeMap<Spanned<String>, RuleLevel>| {
            rules.iter().map(|(name, level)| (name.get_ref().clone(), *level)).collect()
        };
        let settings = &config.settings;
        let overrides =
            settings.overrides.iter().map(|table| Ok((patterns(config, &table.paths)?, plain(&table.rules))));
        Ok(Realm {
            root: full(if folder.as_os_str().is_empty() { Path::new(".") } else { folder }),
            is_everywhere: is_named,
            exclude: patterns(config, &settings.exclude)?,
            rules: plain(&settings.rules),
            overrides: overrides.collect::<Result<_, _>>()?,
        })
    }

    /// The path below the root; without its first parts if it is elsewhere.
    fn below(&self, path: &Path) -> Option<PathBuf> {
        match path.strip_prefix(&self.root) {
            Ok(below) => Some(below.to_owned()),
            Err(_) if self.is_everywhere => Some(path.components().skip(1).collect()),
            Err(_) => None,
        }
    }
}

fn patterns(config: &Config, all: &[Spanned<String>]) -> Result<Gitignore, ConfigError> {
    let mut builder = GitignoreBuilder::new("");
    let wrong = |pattern: &Spanned<String>, error: ignore::Error| {
        let reason = error.to_string();
        let reason = reason.rsplit(": ").next().unwrap_or_default().to_owned();
        config.wrong(pattern, format!("`{}` is no pattern: {reason}", pattern.get_ref()))
    };
    for pattern in all {
        builder.add_line(None, pattern.get_ref()).map_err(|error| wrong(pattern, error))?;
    }
    builder.build().map_err(|error| ConfigError::of_file(&config.path, error.to_string()))
}

/// The real place of a path; of one that is not there what its name says.
fn full(path: &Path) -> PathBuf {
    let there = std::fs::canonicalize(path).or_else(|_| {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Ok::<_, std::io::Error>(std::fs::canonicalize(folder)?.join(path.file_name().unwrap_or_default()))
    });
    there.or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.to_owned())
}

impl Reach {
    /// The innermost file that speaks of a path, with the path as that file sees it.
    fn realm(&self, path: &Path) -> Option<(&Realm, PathBuf)> {
        if self.realms.is_empty() {
            return None;
        }
        let path = full(path);
        let all = self.realms.iter().filter_map(|realm| Some((realm, realm.below(&path)?)));
        all.max_by_key(|(realm, _)| realm.root.components().count())
    }

    /// Whether a path, or a folder above it, is not to be checked.
    pub fn excludes(&self, path: &Path, is_folder: bool) -> bool {
        if self.realms.iter().all(|realm| realm.exclude.is_empty()) {
            return false;
        }
        let Some((realm, below)) = self.realm(path) else { return false };
        matches(&realm.exclude, &below, is_folder)
    }
}

fn matches(patterns: &Gitignore, below: &Path, is_folder: bool) -> bool {
    !below.as_os_str().is_empty() && patterns.matched_path_or_any_parents(below, is_folder).is_ignore()
}

impl Levels for Reach {
    fn of(&self, rule: &str, path: &str) -> Option<Setting> {
        let (realm, below) = self.realm(Path::new(path))?;
        let mut overrides = realm.overrides.iter().rev();
        let special = overrides.find_map(|(paths, rules)| rules.get(rule).filter(|_| matches(paths, &below, false)));
        special.or_else(|| realm.rules.get(rule)).map(|level| level.setting())
    }
}
