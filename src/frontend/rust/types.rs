//! Types as hints: the last name of a path, without what only wraps it.

use rustc_hash::{FxHashMap, FxHashSet};
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
    /// The names by which the file has `Read` and `Write` of an `io` module, and such modules themselves.
    pub io: Arc<FxHashSet<String>>,
}

/// Traits whose names others use too: the one of `embedded-hal` writes all, the one of `fmt` writes text.
const SHARED: [&str; 2] = ["Read", "Write"];

/// Crates with a module `io` whose `Read` and `Write` are those of streams.
const IO_CRATES: [&str; 7] = ["std", "tokio", "futures", "futures_util", "futures_lite", "async_std", "smol"];

/// Whether a path is that of an `io` module of streams.
pub fn is_io(path: &str) -> bool {
    let mut names = path.trim_start_matches("::").split("::");
    names.next().is_some_and(|first| IO_CRATES.contains(&first))
        && names.next().is_some_and(|second| second == "io" || second == "prelude")
        && names.next().is_none_or(|third| third == "prelude")
}

impl TypeNames {
    /// Whether a path is that of another trait or type than the stream's that its last name brings to mind.
    fn is_other(&self, path: &Path) -> bool {
        let Some(last) = path.segments.last() else { return false };
        let name = last.ident.to_string();
        let target = self.renamed.get(&name).unwrap_or(&name);
        if !SHARED.contains(&target.as_str()) {
            return false;
        }
        let modules: Vec<String> =
            path.segments.iter().take(path.segments.len() - 1).map(|module| module.ident.to_string()).collect();
        let is_known = match &modules[..] {
            [] => self.io.contains(&name),
            [one] if self.io.contains(one) => true,
            _ => is_io(&modules.join("::")),
        };
        !is_known || !matches!(last.arguments, PathArguments::None)
    }

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
            Type::ImplTrait(bounds) => self.bound(bounds.bounds.iter()),
            Type::TraitObject(bounds) => self.bound(bounds.bounds.iter()),
            _ => None,
        }
    }

    /// The name that a path goes by as a type.
    pub fn of_path(&self, path: &Path) -> Option<String> {
        let last = path.segments.last()?;
        let name = last.ident.to_string();
        if self.is_other(path) {
            return None;
        }
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

    /// The same of a type that a function is called of, which may be another one of that name.
    pub fn owner(&self, name: &str) -> String {
        let target = self.resolve(name);
        let is_other = SHARED.contains(&target.as_str()) && !self.bounds.contains_key(name) && !self.io.contains(name);
        if is_other { format!("other {target}") } else { target }
    }

    /// The name by which a function with this head is called, behind that of its type.
    pub fn function(&self, sig: &syn::Signature) -> String {
        match &self.own {
            Some(own) if sig.receiver().is_some() => format!("{own}.{}", sig.ident),
            Some(own) => format!("{own}::{}", sig.ident),
            None => sig.ident.to_string(),
        }
    }

    /// What a stream of connections goes by: `Incoming` for `Stream<Item = Result<T, _>>` where `T` can be read, be there an
    /// address beside it or not, and `Arrivals` where there are two values of which nothing more is known.
    fn incoming<'b>(&self, mut bounds: impl Iterator<Item = &'b TypeParamBound>) -> Option<String> {
        bounds.find_map(|bound| {
            let TypeParamBound::Trait(bound) = bound else { return None };
            let last = bound.path.segments.last().filter(|last| last.ident == "Stream")?;
            let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
            arguments.args.iter().find_map(|argument| match argument {
                GenericArgument::AssocType(item) => self.arrivals(&item.ty),
                _ => None,
            })
        })
    }

    fn arrivals(&self, item: &Type) -> Option<String> {
        let is_stream = |ty: &Type| {
            self.of(ty)
                .is_some_and(|ty| ["TcpStream", "UnixStream"].iter().any(|end| ty.ends_with(end)) || ty == "AsyncRead")
        };
        let Type::Path(path) = item else { return None };
        let last = path.path.segments.last().filter(|last| last.ident == "Result")?;
        let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
        let is_io = path.path.segments.iter().any(|segment| segment.ident == "io");
        match arguments.args.first()? {
            GenericArgument::Type(Type::Tuple(pair)) if pair.elems.iter().any(is_stream) => Some("Incoming".to_owned()),
            GenericArgument::Type(Type::Tuple(pair)) if pair.elems.len() == 2 && is_io => Some("Arrivals".to_owned()),
            GenericArgument::Type(one) if is_stream(one) => Some("Incoming".to_owned()),
            _ => None,
        }
    }

    /// The bound that tells most: not a marker.
    fn bound<'b>(&self, bounds: impl Iterator<Item = &'b TypeParamBound> + Clone) -> Option<String> {
        if let Some(incoming) = self.incoming(bounds.clone()) {
            return Some(incoming);
        }
        let names = bounds.filter_map(|bound| match bound {
            TypeParamBound::Trait(bound) if self.is_other(&bound.path) => None,
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
