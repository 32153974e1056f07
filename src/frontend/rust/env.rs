//! What a file says outside its functions: members' types, which types have a `Drop`, what names are imported.

use super::spans::span_of;
use super::types::{TypeNames, is_io, is_number};
use crate::source::Span;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;
use syn::{Expr, Fields, ForeignItem, Item, ItemImpl, Lit, UseTree};

/// A file's declarations.
#[derive(Debug, Default)]
pub struct FileCx {
    /// Types of members, by struct and member.
    pub members: FxHashMap<(String, String), String>,
    /// The members of each struct, in order.
    pub structs: FxHashMap<String, Vec<String>>,
    /// Where the names of structs stand.
    pub names_at: FxHashMap<String, Span>,
    /// Structs whose values are copied like numbers, and own nothing.
    pub copied: FxHashSet<String>,
    /// Functions that are no methods.
    pub functions: FxHashSet<String>,
    /// Types with an `impl Drop`.
    pub dropped: FxHashSet<String>,
    /// Imported names, with their full paths.
    pub imports: FxHashMap<String, String>,
    /// Modules all of whose names are imported.
    pub globs: Vec<String>,
    /// Constants whose value is a number.
    pub numbers: FxHashMap<String, i64>,
    /// Functions of other languages that it declares.
    pub declared: FxHashSet<String>,
    /// Functions that other languages can call by their name.
    pub exported: FxHashSet<String>,
    /// Names of types.
    pub names: TypeNames,
}

impl FileCx {
    /// Reads the declarations among `items`, those in modules too.
    pub fn new(items: &[Item]) -> FileCx {
        let mut file = FileCx::default();
        file.imports(items);
        file.io();
        for item in items {
            file.forget_own(item);
        }
        file.aliases(items);
        file.declarations(items);
        file
    }

    fn imports(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Use(item) => self.import(String::new(), &item.tree),
                Item::Mod(module) => self.imports(module.content.as_ref().map_or(&[], |(_, items)| items)),
                _ => {}
            }
        }
    }

    /// Notes what a `use` brings.
    pub fn import(&mut self, prefix: String, tree: &UseTree) {
        let join = |name: &str| if prefix.is_empty() { name.to_owned() } else { format!("{prefix}::{name}") };
        match tree {
            UseTree::Path(path) => self.import(join(&path.ident.to_string()), &path.tree),
            UseTree::Name(name) => {
                let name = name.ident.to_string();
                let full = if name == "self" { prefix.clone() } else { join(&name) };
                let short = full.rsplit("::").next().unwrap_or_default().to_owned();
                self.bring(short, full);
            }
            UseTree::Rename(rename) => {
                let (from, to) = (rename.ident.to_string(), rename.rename.to_string());
                Arc::make_mut(&mut self.names.renamed).insert(to.clone(), from.clone());
                self.bring(to, join(&from));
            }
            UseTree::Glob(_) => self.globs.push(prefix),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.import(prefix.clone(), tree)),
        }
    }

    /// Notes what a name stands for. Where two modules of the file mean different things by it, it is no stream's.
    fn bring(&mut self, name: String, full: String) {
        let is_kept = |known: &String| !known.rsplit_once("::").is_some_and(|(module, _)| is_io(module));
        match self.imports.get(&name) {
            Some(known) if matches!(name.as_str(), "Read" | "Write") && is_kept(known) => {}
            _ => drop(self.imports.insert(name, full)),
        }
    }

    /// Finds the names that stand for `io` modules, and for what streams implement in them.
    fn io(&mut self) {
        let is_stream = |full: &str| full.rsplit_once("::").is_some_and(|(module, _)| is_io(module));
        let named = self.imports.iter().filter(|(_, full)| is_io(full) || is_stream(full));
        let mut io: FxHashSet<String> = named.map(|(name, _)| name.clone()).collect();
        if self.globs.iter().any(|glob| is_io(glob)) {
            let is_free = |name: &&str| !self.imports.contains_key(*name);
            io.extend(["Read", "Write"].iter().filter(|name| is_free(name)).map(|name| (*name).to_owned()));
        }
        self.names.io = Arc::new(io);
    }

    /// What the file declares itself is not what a stream implements.
    fn forget_own(&mut self, item: &Item) {
        let name = match item {
            Item::Mod(module) => {
                let items = module.content.as_ref().map_or(&[][..], |(_, items)| items);
                return items.iter().for_each(|item| self.forget_own(item));
            }
            Item::Trait(item) => &item.ident,
            Item::Struct(item) => &item.ident,
            Item::Enum(item) => &item.ident,
            Item::Type(item) => &item.ident,
            _ => return,
        };
        let name = name.to_string();
        if self.names.io.contains(&name) {
            Arc::make_mut(&mut self.names.io).remove(&name);
        }
    }

    /// Types by other names.
    fn aliases(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Mod(module) => self.aliases(module.content.as_ref().map_or(&[], |(_, items)| items)),
                Item::Type(item) if item.generics.params.is_empty() => {
                    if let Some(ty) = self.names.of(&item.ty) {
                        Arc::make_mut(&mut self.names.renamed).insert(item.ident.to_string(), ty);
                    }
                }
                _ => {}
            }
        }
    }

    fn declarations(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Mod(module) => self.declarations(module.content.as_ref().map_or(&[], |(_, items)| items)),
                Item::Fn(item) => {
                    let name = item.sig.ident.to_string();
                    if item.sig.abi.is_some() && item.attrs.iter().any(is_unmangled) {
                        self.exported.insert(name.clone());
                    }
                    self.functions.insert(name);
                }
                Item::ForeignMod(item) => self.declared.extend(item.items.iter().filter_map(|item| match item {
                    ForeignItem::Fn(item) => Some(item.sig.ident.to_string()),
                    _ => None,
                })),
                Item::Struct(item) => {
                    let mut names = self.names.clone();
                    names.enter(&item.generics);
                    let name = item.ident.to_string();
                    self.names_at.insert(name.clone(), span_of(item.ident.span()));
                    if item.attrs.iter().any(derives_copy) {
                        self.copied.insert(name);
                    }
                    self.members(&item.ident.to_string(), &item.fields, &names);
                }
                Item::Enum(item) => {
                    let mut names = self.names.clone();
                    names.enter(&item.generics);
                    item.variants.iter().for_each(|variant| self.parts(variant, &names));
                }
                Item::Const(item) => {
                    if let Expr::Lit(literal) = &*item.expr
                        && let Lit::Int(number) = &literal.lit
                        && let Ok(number) = number.base10_parse()
                    {
                        self.numbers.insert(item.ident.to_string(), number);
                    }
                }
                Item::Impl(item) if trait_name(item).as_deref() == Some("Drop") => {
                    self.dropped.extend(self.names.of(&item.self_ty));
                }
                _ => {}
            }
        }
    }

    fn members(&mut self, owner: &str, fields: &Fields, names: &TypeNames) {
        let mut list = Vec::new();
        for (at, field) in fields.iter().enumerate() {
            let name = field.ident.as_ref().map_or_else(|| at.to_string(), ToString::to_string);
            if let Some(ty) = names.of(&field.ty) {
                self.members.insert((owner.to_owned(), name.clone()), ty);
            }
            list.push(name);
        }
        self.structs.insert(owner.to_owned(), list);
    }

    /// Types of what a variant holds; of one name for several variants nothing is known.
    fn parts(&mut self, variant: &syn::Variant, names: &TypeNames) {
        let owner = variant.ident.to_string();
        for (at, field) in variant.fields.iter().enumerate() {
            let key = (owner.clone(), field.ident.as_ref().map_or_else(|| at.to_string(), ToString::to_string));
            match names.of(&field.ty) {
                Some(ty) if !self.members.contains_key(&key) => drop(self.members.insert(key, ty)),
                _ => drop(self.members.remove(&key)),
            }
        }
    }

    /// What ends with a value of type `ty`: `drop` if the type says so itself, or the end of its first member with a type
    /// that is no number.
    pub fn cleanup(&self, ty: &str) -> Option<String> {
        if self.dropped.contains(ty) {
            return Some("drop".to_owned());
        }
        let members = self.structs.get(ty)?.iter();
        let types = members.filter_map(|member| self.members.get(&(ty.to_owned(), member.clone())));
        types.into_iter().find(|name| !is_number(name)).map(|name| format!("{name}::drop"))
    }
}

/// `#[no_mangle]` or `#[unsafe(no_mangle)]`
fn is_unmangled(attribute: &syn::Attribute) -> bool {
    let is_it = |token| matches!(token, proc_macro2::TokenTree::Ident(name) if name == "no_mangle");
    match &attribute.meta {
        syn::Meta::Path(path) => path.is_ident("no_mangle"),
        syn::Meta::List(list) => list.path.is_ident("unsafe") && list.tokens.clone().into_iter().any(is_it),
        syn::Meta::NameValue(_) => false,
    }
}

fn derives_copy(attribute: &syn::Attribute) -> bool {
    let syn::Meta::List(list) = &attribute.meta else { return false };
    let is_copy = |token| matches!(token, proc_macro2::TokenTree::Ident(name) if name == "Copy");
    attribute.path().is_ident("derive") && list.tokens.clone().into_iter().any(is_copy)
}

/// The last name of the trait that an `impl` is of.
pub fn trait_name(item: &ItemImpl) -> Option<String> {
    item.trait_.as_ref()?.0.segments.last().map(|last| last.ident.to_string())
}
