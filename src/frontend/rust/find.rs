//! The functions of a file.

use super::cfg::is_out;
use super::env::{FileCx, trait_name};
use super::parse::conditional_items;
use super::types::TypeNames;
use crate::frontend::{Problem, World};
use syn::{Attribute, Block, ImplItem, Item, Signature, TraitItem};

/// A function with a body.
pub struct FoundFn<'s> {
    /// Its name, behind that of its type.
    pub name: String,
    /// The trait that it is of.
    pub of_trait: Option<String>,
    /// Its head.
    pub sig: &'s Signature,
    /// Its body.
    pub block: &'s Block,
    /// The names of types where it stands.
    pub types: TypeNames,
}

/// Puts the items of `cfg_if!` in the place of the call.
pub fn unfold(items: Vec<Item>, problems: &mut Vec<Problem>) -> Vec<Item> {
    let mut found = Vec::with_capacity(items.len());
    for item in items {
        match item {
            Item::Macro(item) if item.mac.path.is_ident("cfg_if") || is_last(&item.mac.path, "cfg_if") => {
                found.extend(unfold(conditional_items(item.mac.tokens, problems), problems));
            }
            Item::Mod(mut module) => {
                module.content = module.content.map(|(brace, items)| (brace, unfold(items, problems)));
                found.push(Item::Mod(module));
            }
            item => found.push(item),
        }
    }
    found
}

fn is_last(path: &syn::Path, name: &str) -> bool {
    path.segments.last().is_some_and(|last| last.ident == name)
}

/// Looks for functions; those that only run in tests are left out unless `with_tests`.
pub struct Finder<'f> {
    /// The file's declarations.
    pub file: &'f FileCx,
    /// Whether tests count.
    pub with_tests: bool,
    /// The world: what is not there in it is left out.
    pub world: World,
}

impl Finder<'_> {
    /// Gives each function among `items` to `see`.
    pub fn items(&self, items: &[Item], see: &mut dyn FnMut(FoundFn)) {
        for item in items {
            match item {
                Item::Fn(item) if self.is_wanted(&item.attrs) => {
                    self.function(&item.sig, &item.block, self.file.names.clone(), None, see);
                }
                Item::Mod(module) if self.is_wanted(&module.attrs) => {
                    self.items(module.content.as_ref().map_or(&[], |(_, items)| items), see);
                }
                Item::Impl(item) if self.is_wanted(&item.attrs) => {
                    let mut types = self.file.names.clone();
                    types.own = types.of(&item.self_ty);
                    types.enter(&item.generics);
                    for inner in &item.items {
                        if let ImplItem::Fn(inner) = inner
                            && self.is_wanted(&inner.attrs)
                        {
                            self.function(&inner.sig, &inner.block, types.clone(), trait_name(item), see);
                        }
                    }
                }
                Item::Trait(item) if self.is_wanted(&item.attrs) => {
                    let mut types = self.file.names.clone();
                    types.own = Some(item.ident.to_string()).filter(|name| !matches!(name.as_str(), "Read" | "Write"));
                    for inner in &item.items {
                        if let TraitItem::Fn(inner) = inner
                            && self.is_wanted(&inner.attrs)
                            && let Some(block) = &inner.default
                        {
                            self.function(&inner.sig, block, types.clone(), None, see);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    fn function(
        &self,
        sig: &Signature,
        block: &Block,
        mut types: TypeNames,
        of_trait: Option<String>,
        see: &mut dyn FnMut(FoundFn),
    ) {
        types.enter(&sig.generics);
        let name = types.function(sig);
        see(FoundFn { name, of_trait, sig, block, types });
    }

    fn is_wanted(&self, attributes: &[Attribute]) -> bool {
        (self.with_tests || !attributes.iter().any(is_test)) && !is_out(attributes, self.world, self.with_tests)
    }
}

/// `#[test]`, `#[tokio::test]` and the like.
fn is_test(attribute: &Attribute) -> bool {
    let last = attribute.path().segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
    matches!(last.as_str(), "test" | "bench" | "rstest" | "test_case" | "quickcheck" | "proptest")
}
