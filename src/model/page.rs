//! A page of models as it is written.

use super::LateOption;
use super::entry::Entry;
use super::method::Does;
use super::traits::Trait;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// All that a page may hold.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Page {
    #[serde(default)]
    pub function: Vec<Spanned<Entry>>,
    #[serde(default)]
    pub option: Vec<OptionEntry>,
    #[serde(default)]
    pub method: Vec<MethodEntry>,
    #[serde(default)]
    pub late_option: Vec<LateOption>,
    #[serde(default)]
    pub traits: FxHashMap<Trait, Vec<String>>,
    #[serde(default)]
    pub consents: Vec<String>,
    #[serde(default)]
    pub flags: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub arity: FxHashMap<String, usize>,
    #[serde(default)]
    pub types: Types,
    #[serde(default)]
    pub constants: FxHashMap<String, Constant>,
    #[serde(default)]
    pub errors: Errors,
    #[serde(default)]
    pub options: Options,
    #[serde(default)]
    pub closes: Names,
    #[serde(default)]
    pub takes: Names,
    #[serde(default)]
    pub retries: Names,
    #[serde(default)]
    pub logs: Names,
    #[serde(default)]
    pub success: Names,
    #[serde(default)]
    pub ends: Names,
    #[serde(default)]
    pub closes_handle: Names,
    #[serde(default)]
    pub asserts: Names,
    #[serde(default)]
    pub tells: Names,
    #[serde(default)]
    pub other_files: Names,
    #[serde(default)]
    pub lets_go: Names,
    #[serde(default)]
    pub allocates: Names,
}

/// Options of sockets that take the same type of value.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OptionEntry {
    pub names: Vec<String>,
    pub levels: Vec<String>,
    pub posix: String,
    pub windows: Option<String>,
    #[serde(default)]
    pub byte: bool,
    #[serde(default)]
    pub linux_byte: bool,
    #[serde(default)]
    pub duration: bool,
}

/// Methods of Rust that do the same.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MethodEntry {
    pub names: Vec<String>,
    pub does: Does,
    #[serde(default)]
    pub types: Vec<String>,
    #[serde(default)]
    pub except: Vec<String>,
    #[serde(default)]
    pub anywhere: bool,
}

/// Types of Rust, by what they are.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Types {
    pub worth: Vec<String>,
    pub foreign: Vec<String>,
    pub owner: Vec<String>,
    pub stream: Vec<String>,
    pub datagram: Vec<String>,
    pub view: Vec<String>,
}

/// A number, or what a named constant stands for.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Constant {
    Number(i64),
    Mark(String),
}

/// Codes of errors, by what they mean.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Errors {
    pub variables: Vec<String>,
    pub retry: Vec<String>,
    pub would_block: Vec<String>,
    pub timeout: Vec<String>,
}

/// Options by what hangs on them.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Options {
    pub receive_timeout: Vec<String>,
    pub matter: Vec<String>,
}

/// Runs of whole words, and runs that spoil a match.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Names {
    pub segments: Vec<String>,
    pub except: Vec<String>,
}
