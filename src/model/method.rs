//! Models of what belongs to a type: methods, and functions called through its name.

use rustc_hash::FxHashMap;

/// What a method is for, as far as sockets go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Does {
    /// Waits for the next connection of a listener.
    Accept,
    /// Gives an iterator or stream over a listener's connections.
    Incoming,
    /// Leaves out of such an iterator what is an error.
    Flatten,
    /// Ends such an iterator or stream earlier, or only wraps it.
    Adapt,
    /// Deals with one peer before it is served: a handshake.
    Handshake,
    /// Asks or sets something of one peer's connection, or wants a second descriptor for it: that fails once the peer has gone,
    /// or where descriptors run out.
    Peer,
    /// Reads; 0 means that the peer has closed.
    Read,
    /// Reads as much as was asked for, and fails where the peer has closed before.
    ReadWhole,
    /// Gives the next message of a stream, or nothing once the peer has closed.
    Message,
    /// Writes, and returns how much.
    Write,
    /// Tells the peer that there is no more to come.
    Shut,
    /// Lets time pass.
    Pause,
    /// Waits for readiness of many.
    Poll,
    /// Adds a socket to what is waited for.
    Register,
    /// Keeps something in a container.
    Keep,
    /// Starts a task or a thread.
    Spawn,
    /// Makes an owner of a descriptor.
    Adopt,
    /// Tells an owner's descriptor.
    Lend,
    /// Gives up an owner for its descriptor.
    GiveUp,
    /// Keeps a value from ending.
    Forget,
    /// Opens a descriptor, as a function of the C library of that name does; whether it has an owner depends on the version.
    Open,
    /// Closes the descriptor that it is given.
    Close,
    /// Uses the descriptor that it is given, and leaves it as it is.
    Use,
    /// Gives a socket its own address; as a function of a type, one that it makes.
    Bind,
    /// Gives a socket its peer; as a function of a type, one that it makes.
    Connect,
    /// Sets an option that the program relies on.
    SetOption,
    /// Sets an option that only makes things better.
    SetHint,
    /// Sets or clears that the address may be used again: on Windows, by others.
    Share,
    /// Copies from one peer to another until the first has finished.
    Copy,
    /// Waits until all of several futures are done.
    Join,
    /// Ends a future after some time, or with another one.
    Limit,
    /// Only looks at what it is called on.
    Look,
    /// Adds data to what it is called on; nothing, if there is no data.
    Append,
    /// Asks an error what it is.
    Kind,
}

/// What lists of types are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TypeKind {
    /// A file that names none of them has nothing to do with sockets.
    Worth,
    /// Crates with the functions of the C library or Winsock.
    Foreign,
    /// Owners of a descriptor: it is closed when they end.
    Owner,
    /// Sockets that carry a stream of bytes, and what wraps them.
    Stream,
    /// Sockets that carry single messages.
    Datagram,
    /// Values with a descriptor in them that is somebody else's.
    View,
}

impl TypeKind {
    /// All, in the order in which model files have them.
    pub const ALL: [TypeKind; 6] =
        [TypeKind::Worth, TypeKind::Foreign, TypeKind::Owner, TypeKind::Stream, TypeKind::Datagram, TypeKind::View];
}

/// The model of one method; a name may have several, for different types.
#[derive(Clone, Debug)]
pub struct MethodModel {
    /// What it is for.
    pub does: Does,
    /// The types that it is a method of, `*` standing for anything; all, if there is none.
    pub types: Vec<String>,
    /// Types that it is not a method of.
    pub except: Vec<String>,
    /// Whether it counts where the type is not known.
    pub anywhere: bool,
}

impl MethodModel {
    /// Whether it is of a method of type `ty`; empty if that is not known.
    fn fits(&self, ty: &str) -> bool {
        let is_one = |list: &[String]| list.iter().any(|pattern| matches_type(pattern, ty));
        match ty.is_empty() {
            true => self.anywhere || self.types.is_empty(),
            false => (self.types.is_empty() || is_one(&self.types)) && !is_one(&self.except),
        }
    }
}

/// Whether a type's name is what a pattern such as `*Listener` says.
fn matches_type(pattern: &str, ty: &str) -> bool {
    match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
        (Some(end), _) => ty.ends_with(end),
        (None, Some(start)) => ty.starts_with(start),
        (None, None) => pattern == ty,
    }
}

/// All models of methods, and lists of types.
#[derive(Debug, Default)]
pub struct Methods {
    by_name: FxHashMap<String, Vec<MethodModel>>,
    types: FxHashMap<TypeKind, Vec<String>>,
}

impl Methods {
    /// Adds one.
    pub fn add(&mut self, name: String, model: MethodModel) {
        self.by_name.entry(name).or_default().push(model);
    }

    /// Adds types to a list.
    pub fn add_types(&mut self, kind: TypeKind, types: Vec<String>) {
        self.types.entry(kind).or_default().extend(types);
    }

    /// What a callee does: `Type.method`, `.method`, `Type::function` or `function`.
    pub fn does(&self, callee: &str) -> Option<Does> {
        let (ty, name) = split(callee);
        let models = self.by_name.get(name)?;
        models.iter().find(|model| model.fits(ty)).map(|model| model.does)
    }

    /// The types of a list, as written.
    pub fn types(&self, kind: TypeKind) -> &[String] {
        self.types.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// Whether a type is in a list.
    pub fn is_type(&self, kind: TypeKind, ty: &str) -> bool {
        self.types(kind).iter().any(|pattern| matches_type(pattern, ty))
    }

    /// The words that calls of them begin with; not those that only matter beside others.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let matters = |model: &MethodModel| {
            !matches!(
                model.does,
                Does::Peer
                    | Does::Pause
                    | Does::Limit
                    | Does::Poll
                    | Does::Keep
                    | Does::Spawn
                    | Does::Look
                    | Does::Append
                    | Does::Kind
                    | Does::Flatten
                    | Does::Adapt
                    | Does::Close
                    | Does::Use
                    | Does::Bind
                    | Does::Connect
            )
        };
        let named = self.by_name.iter().filter(move |(_, models)| models.iter().any(matters));
        // So many functions are called `new` that it says nothing.
        named.map(|(name, _)| name.trim_start_matches(['.', ':'])).filter(|name| *name != "new")
    }
}

/// The type, if one is named, and the rest with the sign between them: `.` for a method, `::` for a function.
pub fn split(callee: &str) -> (&str, &str) {
    let at = callee.rfind("::").into_iter().chain(callee.rfind('.')).max();
    at.map_or(("", callee), |at| callee.split_at(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_tell_methods_apart() {
        let mut methods = Methods::default();
        let model = |types: &[&str], anywhere| MethodModel {
            does: Does::Accept,
            types: types.iter().map(|ty| (*ty).to_owned()).collect(),
            except: vec!["TlsListener".to_owned()],
            anywhere,
        };
        methods.add(".accept".to_owned(), model(&["*Listener"], true));
        methods.add("::take".to_owned(), model(&["Listener"], false));
        let does = |callee| methods.does(callee).is_some();
        assert!(does("TcpListener.accept") && does(".accept") && does("Listener::take"));
        assert!(!does("TlsListener.accept") && !does("Visitor.accept") && !does("accept") && !does("take"));
    }
}
