//! Reading models.

use super::flags::Flags;
use super::method::{MethodModel, Methods, TypeKind};
use super::page::{Constant, MethodEntry, OptionEntry, Page, Types};
use super::traits::{Trait, Traits};
use super::{FunctionModel, NameKind, OptionModel, Order, Role, Suggestions, names::NameList};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::ops::Range;
use toml::Spanned;
use toml::de::DeTable;

include!(concat!(env!("OUT_DIR"), "/embedded_models.rs"));

/// Models that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct ModelError {
    /// Where in the text, if that is known.
    pub span: Option<Range<usize>>,
    /// What is wrong: lower case, no final stop.
    pub message: String,
}

/// All models of a run.
#[derive(Debug, Default)]
pub struct Models {
    functions: FxHashMap<String, FunctionModel>,
    numbers: FxHashMap<String, i64>,
    marks: FxHashMap<String, String>,
    error_variables: FxHashSet<String>,
    retry: FxHashSet<String>,
    would_block: FxHashSet<String>,
    timeout: FxHashSet<String>,
    receive_timeout: FxHashSet<String>,
    matter: FxHashSet<String>,
    options: FxHashMap<String, OptionModel>,
    names: NameList,
    methods: Methods,
    order: Order,
    traits: Traits,
    flags: Flags,
    consents: Vec<String>,
    arities: FxHashMap<String, usize>,
}

impl Models {
    /// The models that come with sockleak.
    pub fn embedded() -> Models {
        let mut models = Models::default();
        for (file, text) in EMBEDDED_MODELS {
            // The files are part of the program; a test reads each of them.
            models.add(text).unwrap_or_else(|error| panic!("{file}: {error}"));
        }
        models
    }

    /// Adds the models of one of the user's files. What it says of a function counts, whatever the function's body does.
    pub fn add_users(&mut self, text: &str) -> Result<(), ModelError> {
        self.add_page(toml::from_str(text).map_err(wrong)?, true)
    }

    /// The same of a table in a larger text.
    pub fn add_users_table(&mut self, table: Spanned<DeTable>) -> Result<(), ModelError> {
        self.add_page(Page::deserialize(toml::de::Deserializer::from(table)).map_err(wrong)?, true)
    }

    /// Adds the models of one file's text. A function that is known already is replaced.
    pub fn add(&mut self, text: &str) -> Result<(), ModelError> {
        self.add_page(toml::from_str(text).map_err(wrong)?, false)
    }

    fn add_page(&mut self, page: Page, is_binding: bool) -> Result<(), ModelError> {
        for entry in page.function {
            let span = entry.span();
            let entry = entry.into_inner();
            let mut model = entry.model().map_err(|message| ModelError { span: Some(span), message })?;
            model.is_binding |= is_binding;
            for name in entry.names {
                self.functions.insert(name, model.clone());
            }
        }
        for (name, value) in page.constants {
            match value {
                Constant::Number(number) => drop(self.numbers.insert(name, number)),
                Constant::Mark(mark) => drop(self.marks.insert(name, mark)),
            }
        }
        self.error_variables.extend(page.errors.variables);
        self.retry.extend(page.errors.retry);
        self.would_block.extend(page.errors.would_block);
        self.timeout.extend(page.errors.timeout);
        self.receive_timeout.extend(page.options.receive_timeout);
        self.matter.extend(page.options.matter);
        for entry in page.option {
            let OptionEntry { names, levels, posix, windows, byte, linux_byte, duration } = entry;
            let windows = windows.unwrap_or_else(|| posix.clone());
            let (is_byte, is_byte_on_linux, is_duration) = (byte, linux_byte, duration);
            let model = OptionModel { levels, posix, windows, is_byte, is_byte_on_linux, is_duration };
            names.into_iter().for_each(|name| drop(self.options.insert(name, model.clone())));
        }
        self.add_methods(page.method, page.types);
        self.traits.extend(page.traits);
        self.flags.extend(page.flags);
        self.consents.extend(page.consents);
        self.arities.extend(page.arity);
        page.late_option.into_iter().for_each(|option| self.order.add(option));
        let lists = [
            page.closes,
            page.takes,
            page.retries,
            page.logs,
            page.success,
            page.ends,
            page.closes_handle,
            page.asserts,
            page.tells,
            page.other_files,
            page.lets_go,
            page.allocates,
        ];
        for (kind, list) in NameKind::ALL.into_iter().zip(lists) {
            self.names.extend(kind, list.segments, list.except);
        }
        Ok(())
    }

    fn add_methods(&mut self, methods: Vec<MethodEntry>, types: Types) {
        for entry in methods {
            let MethodEntry { names, does, types, except, anywhere } = entry;
            let model = MethodModel { does, types, except, anywhere };
            names.into_iter().for_each(|name| self.methods.add(name, model.clone()));
        }
        let lists = [types.worth, types.foreign, types.owner, types.stream, types.datagram, types.view];
        for (kind, list) in TypeKind::ALL.into_iter().zip(lists) {
            self.methods.add_types(kind, list);
        }
    }

    /// The model of the function called `name`.
    pub fn function(&self, name: &str) -> Option<&FunctionModel> {
        // `::name` is a function of any type.
        let of_any = || {
            // Most names have no colon, and looking for one costs least.
            memchr::memchr(b':', name.as_bytes())?;
            self.functions.get(&name[name.rfind("::")?..])
        };
        self.functions.get(name).or_else(of_any)
    }

    /// The models of methods.
    pub fn methods(&self) -> &Methods {
        &self.methods
    }

    /// Which options count only before which step.
    pub fn order(&self) -> &Order {
        &self.order
    }

    /// Whether a function has this in common with others.
    pub fn has_trait(&self, name: &str, what: Trait) -> bool {
        self.traits.has(name, what)
    }

    /// How many arguments functions take of which projects have others of the same name, or call them through pointers that
    /// are named after them.
    pub fn arities(&self) -> impl Iterator<Item = (&str, usize)> {
        self.arities.iter().map(|(name, arity)| (name.as_str(), *arity))
    }

    /// How many arguments the function takes, if it is one of these.
    pub fn arity(&self, name: &str) -> Option<usize> {
        self.arities.get(name).copied()
    }

    /// All functions and their models, by name.
    pub fn functions(&self) -> Vec<(&str, &FunctionModel)> {
        let mut all: Vec<_> = self.functions.iter().map(|(name, model)| (name.as_str(), model)).collect();
        all.sort_by_key(|(name, _)| *name);
        all
    }

    /// Named constants that mean something by their name, whatever number they stand for: error codes, options, flags.
    pub fn constants(&self) -> impl Iterator<Item = &str> {
        let lists = [&self.retry, &self.would_block, &self.timeout, &self.receive_timeout, &self.matter];
        let options = self.options.iter().flat_map(|(name, option)| option.levels.iter().chain([name]));
        lists
            .into_iter()
            .flatten()
            .chain(self.marks.keys())
            .chain(self.order.names())
            .chain(options)
            .map(String::as_str)
    }

    /// The number that a named constant stands for.
    pub fn number(&self, name: &str) -> Option<i64> {
        self.numbers.get(name).copied()
    }

    /// Whether a named constant carries the mark `mark` (`peek`, `datagram`, `unwatch`, `owns`).
    pub fn is_marked(&self, name: &str, mark: &str) -> bool {
        self.marks.get(name).is_some_and(|known| known == mark)
    }

    /// Whether a named constant carries a mark at all.
    pub fn has_mark(&self, name: &str) -> bool {
        self.marks.contains_key(name)
    }

    /// Whether a global of this name holds the code of the last error.
    pub fn is_error_variable(&self, name: &str) -> bool {
        self.error_variables.contains(name)
    }

    /// Whether the error code means "try again".
    pub fn is_retry(&self, code: &str) -> bool {
        self.retry.contains(code)
    }

    /// Whether the error code is what a receive timeout gives on a blocking socket.
    pub fn is_would_block(&self, code: &str) -> bool {
        self.would_block.contains(code)
    }

    /// Whether the error code names a timeout.
    pub fn is_timeout(&self, code: &str) -> bool {
        self.timeout.contains(code)
    }

    /// Whether the option sets a receive timeout.
    pub fn is_receive_timeout(&self, option: &str) -> bool {
        self.receive_timeout.contains(option)
    }

    /// Whether a failure to set the option changes what the program may rely on.
    pub fn option_matters(&self, option: &str) -> bool {
        self.matter.contains(option)
    }

    /// What an option of a socket takes.
    pub fn option(&self, name: &str) -> Option<&OptionModel> {
        self.options.get(name)
    }

    /// Which command a flag of a descriptor is for.
    pub fn flags(&self) -> &Flags {
        &self.flags
    }

    /// What comments say of a failure that is all right, phrase by phrase.
    pub fn consents(&self) -> &[String] {
        &self.consents
    }

    /// What an unknown function's name suggests.
    pub fn suggestions(&self, name: &str) -> Suggestions {
        self.names.suggestions(name)
    }

    /// Whether calling `name` closes a descriptor, as far as its model or, without one, its name tells.
    pub fn may_close(&self, name: &str) -> bool {
        match self.function(name) {
            Some(model) => model.role == Role::Release,
            None => {
                let kind = NameKind::ClosesHandle;
                self.names.may_suggest(name, kind) && self.name_suggests(name, kind)
            }
        }
    }

    /// Whether an unknown function's name suggests `kind`.
    pub fn name_suggests(&self, name: &str, kind: NameKind) -> bool {
        self.suggestions(name).has(kind)
    }
}

fn wrong(error: toml::de::Error) -> ModelError {
    ModelError { span: error.span(), message: error.message().to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::HandleAt;

    #[test]
    fn embedded_models_load() {
        let models = Models::embedded();
        assert_eq!(models.function("recv").unwrap().role, Role::Use);
        let pair = models.function("socketpair").unwrap();
        assert_eq!(pair.handles[1], HandleAt::Pointee { arg: 3, elem: 1 });
        assert_eq!(models.number("INVALID_SOCKET"), Some(-1));
    }

    #[test]
    fn a_wrong_file_is_refused_with_the_place() {
        let mut models = Models::default();
        let mut error = |text: &str| models.add(text).unwrap_err();
        let unknown = error("[[function]]\nnames = [\"f\"]\nrole = \"use\"\nhandel = 0\n");
        assert!(unknown.message.contains("handel") && unknown.span.unwrap().start == 40, "{}", unknown.message);
        let test = error("[[function]]\nnames = [\"f\"]\nrole = \"use\"\nerror = \"is bad\"\n");
        assert!(test.message.contains("is bad") && test.span.is_some(), "{}", test.message);
        let handle = error("[[function]]\nnames = [\"f\"]\nrole = \"release\"\n");
        assert_eq!(handle.message, "`f` needs a `handle`: which argument or result is it?");
    }
}
