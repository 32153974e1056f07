//! Types as hints: the last name of a path, without what only wraps it.

use rustc_hash::FxHashMap;
use std::sync::Arc;
use syn::{GenericArgument, Generics, Path, PathArguments, Type, TypeParamBound};

/// Types that are seen through: what is called on them is called on what they hold.
const WRAPPERS: [&str; 30] = [
    "Arc",
    "Async",
    "AsyncFd",
    "Box",
    "BoxFuture",
    "BufReader",
    "BufStream",
    "BufWriter",
    "Compat",
    "Cow",
    "Fuse",
    "IoHandle",
    "Lazy",
    "Mutex",
    "MutexGuard",
    "OnceCell",
    "OnceLock",
    "Option",
    "Peekable",
    "Pin",
    "PollEvented",
    "Rc",
    "RefCell",
    "Result",
    "RwLock",
    "Slab",
    "UnsafeCell",
    "Vec",
    "VecDeque",
    "Watcher",
];

/// Whether a type is that of numbers, be they descriptors: values of it own nothing.
pub fn is_number(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase()) || name.starts_with("Raw") || matches!(name, "SOCKET" | "HANDLE")
}

/// Whether a type is that of a device, by its name: it has no peer, and takes a packet whole or not at all.
pub fn is_device(name: &str) -> bool {
    name.ends_with("Device")
}

/// What generic parameters are bound to, and what names stand for other names.
#[derive(Clone, Debug, Default)]
pub struct TypeNames {
    /// `use a::B as C`: `C` is `B`.
    pub renamed: Arc<FxHashMap<String, String>>,
    /// Generic parameters with their first telling bound.
    pub bounds: FxHashMap<String, String>,
    /// What `Self` is.
    pub own: Option<String>,
}

impl TypeNames {
    /// The name that a type goes by; `None` for tuples, functions and the like.
    pub fn of(&self, ty: &Type) -> Option<String> {
        match ty {
            Type::Reference(inner) => self.of(&inner.elem),
            Type::Paren(inner) => self.of(&inner.elem),
            Type::Group(inner) => self.of(&inner.elem),
            Type::Array(inner) => self.of(&inner.elem),
            Type::Slice(inner) => self.of(&inner.elem),
            Type::Ptr(inner) => self.of(&inner.elem),
            Type::Path(path) => self.of_path(&path.path),
            Type::ImplTrait(bounds) if self.is_incoming(bounds.bounds.iter()) => Some("Incoming".to_owned()),
            Type::ImplTrait(bounds) => self.bound(bounds.bounds.iter()),
            Type::TraitObject(bounds) => self.bound(bounds.bounds.iter()),
            _ => None,
        }
    }

    /// The name that a path goes by as a type.
    pub fn of_path(&self, path: &Path) -> Option<String> {
        let last = path.segments.last()?;
        let name = last.ident.to_string();
        if matches!(name.as_str(), "ReadHalf" | "WriteHalf") {
            return Some(self.half_of(path).unwrap_or(name));
        }
        if WRAPPERS.contains(&name.as_str())
            && let PathArguments::AngleBracketed(arguments) = &last.arguments
        {
            let mut types = arguments.args.iter().filter_map(|argument| match argument {
                GenericArgument::Type(ty) => Some(ty),
                _ => None,
            });
            return types.next().and_then(|ty| self.of(ty));
        }
        Some(self.resolve(&name))
    }

    /// What the half of a stream goes by that is no half of a socket: of a device, or of a type that shares the name.
    fn half_of(&self, path: &Path) -> Option<String> {
        let modules = path.segments.iter().rev().skip(1).map(|segment| segment.ident.to_string());
        let is_known =
            |name: &str| matches!(name, "io" | "net" | "tcp" | "unix" | "tokio" | "futures" | "futures_util");
        if let Some(module) = modules.into_iter().find(|name| !is_known(name)) {
            return Some(module);
        }
        let PathArguments::AngleBracketed(arguments) = &path.segments.last()?.arguments else { return None };
        let whole = arguments.args.iter().find_map(|argument| match argument {
            GenericArgument::Type(ty) => self.of(ty),
            _ => None,
        })?;
        // A parameter without a bound may be anything.
        Some(whole).filter(|whole| is_device(whole))
    }

    /// What a name stands for.
    pub fn resolve(&self, name: &str) -> String {
        if name == "Self"
            && let Some(own) = &self.own
        {
            return own.clone();
        }
        self.bounds.get(name).or_else(|| self.renamed.get(name)).cloned().unwrap_or_else(|| name.to_owned())
    }

    /// The name by which a function with this head is called, behind that of its type.
    pub fn function(&self, sig: &syn::Signature) -> String {
        match &self.own {
            Some(own) if sig.receiver().is_some() => format!("{own}.{}", sig.ident),
            Some(own) => format!("{own}::{}", sig.ident),
            None => sig.ident.to_string(),
        }
    }

    /// Whether the bounds are those of a stream of connections: `Stream<Item = Result<T, _>>` where `T` can be read.
    fn is_incoming<'b>(&self, mut bounds: impl Iterator<Item = &'b TypeParamBound>) -> bool {
        bounds.any(|bound| {
            let TypeParamBound::Trait(bound) = bound else { return false };
            let Some(last) = bound.path.segments.last().filter(|last| last.ident == "Stream") else { return false };
            let PathArguments::AngleBracketed(arguments) = &last.arguments else { return false };
            arguments.args.iter().any(|argument| match argument {
                GenericArgument::AssocType(item) => self.of(&item.ty).is_some_and(|ty| ty == "AsyncRead"),
                _ => false,
            })
        })
    }

    /// The bound that tells most: not a marker.
    fn bound<'b>(&self, bounds: impl Iterator<Item = &'b TypeParamBound>) -> Option<String> {
        let names = bounds.filter_map(|bound| match bound {
            TypeParamBound::Trait(bound) => bound.path.segments.last().map(|last| last.ident.to_string()),
            _ => None,
        });
        let is_marker = |name: &str| matches!(name, "Send" | "Sync" | "Unpin" | "Sized" | "Clone" | "Debug" | "Copy");
        names.filter(|name| !is_marker(name)).map(|name| self.resolve(&name)).next()
    }

    /// Notes what generic parameters are bound to.
    pub fn enter(&mut self, generics: &Generics) {
        for param in generics.type_params() {
            if let Some(bound) = self.bound(param.bounds.iter()) {
                self.bounds.insert(param.ident.to_string(), bound);
            }
        }
        let clauses = generics.where_clause.iter().flat_map(|clause| &clause.predicates);
        for predicate in clauses {
            if let syn::WherePredicate::Type(predicate) = predicate
                && let Type::Path(path) = &predicate.bounded_ty
                && let Some(name) = path.path.get_ident()
                && let Some(bound) = self.bound(predicate.bounds.iter())
            {
                self.bounds.insert(name.to_string(), bound);
            }
        }
    }
}
