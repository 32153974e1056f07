//! What is known of the places of a function: their types, and whether sockets are in them.

use super::cx::{Call, Cx};
use crate::ir::{Elem, Function, LocalKind, Name, PlaceId, Step, Ty};
use crate::model::{NameKind, Role};

/// Winsock's type for sockets, which is unsigned.
const SOCKET: &str = "SOCKET";

impl Cx<'_> {
    /// The type of a place once all names for types are followed; `None` if nothing declares it.
    pub fn type_of(&self, place: PlaceId) -> Option<Ty> {
        let node = self.function.places.get(place);
        let declared = self.file.declared;
        match &node.step {
            Step::Local(local) => {
                let local = self.function.local(*local);
                (local.kind != LocalKind::Temp).then(|| declared.resolve(&local.ty))
            }
            Step::Global(name) => declared.global(name).map(|ty| declared.resolve(&ty)),
            Step::Field(name) => declared.member(name).map(|ty| declared.resolve(&ty)),
            Step::Elem(_) => {
                let outer = self.type_of(node.parent?)?;
                match (outer.is_array, outer.pointers) {
                    (true, _) => Some(Ty { is_array: false, ..outer }),
                    (false, 0) => None,
                    (false, pointers) => Some(Ty { pointers: pointers - 1, ..outer }),
                }
            }
            Step::Derived(_) => None,
        }
    }

    /// Whether Winsock's own type stands in this world, wherever the name `SOCKET` leads nowhere else.
    pub fn is_winsock(&self) -> bool {
        let declared = self.file.declared;
        declared.is_winsock() || declared.world.base() == crate::frontend::World::Windows
    }

    /// Whether the file is there for Windows, and this world is it: nothing is said of Winsock elsewhere.
    pub fn is_windows(&self) -> bool {
        self.file.declared.is_for_windows()
    }

    /// Whether the place is a `SOCKET` of Winsock: unsigned, and all ones where there is none.
    pub fn is_winsock_socket(&self, place: PlaceId) -> bool {
        let is_socket = |ty: &Ty| ty.base.as_str() == SOCKET && !ty.is_pointer();
        self.is_winsock() && self.type_of(place).as_ref().is_some_and(is_socket)
    }

    /// Whether the place is in an element of an array of which the number is not known.
    pub fn is_any_element(&self, place: PlaceId) -> bool {
        let places = &self.function.places;
        places.ancestors(place).any(|at| places.get(at).step == Step::Elem(Elem::Any))
    }

    /// Whether the place may hold a number: no pointer, and no truth value.
    pub fn is_number(&self, place: PlaceId) -> bool {
        self.type_of(place).is_none_or(|ty| !ty.is_pointer() && !ty.base.as_str().to_ascii_lowercase().contains("bool"))
    }

    /// Whether a member or file-scope variable is one that sockets are stored in.
    pub fn is_socket_member(&self, place: PlaceId) -> bool {
        let Some((_, name)) = member(&self.function, place) else { return false };
        // Of one that is known by its name alone, the name may say that it is something else.
        let sounds_otherwise = || self.file.models.name_suggests(name.as_str(), NameKind::OtherFiles);
        let is_closed =
            || self.file.outside.holds_sockets(name.as_str()) && self.is_closed(place) && !sounds_otherwise();
        self.is_told(place) || self.is_used(place) || is_closed()
    }

    /// Whether the place is a member of its type in which some function stores fresh sockets.
    pub fn is_told(&self, place: PlaceId) -> bool {
        let of_type = |(ty, name)| Some((ty?, name));
        let member = member(&self.function, place).and_then(of_type);
        member.is_some_and(|(ty, name): (Name, Name)| self.file.outside.socket_members(&ty).contains(&name))
    }

    /// Whether the function closes what is in the place.
    fn is_closed(&self, place: PlaceId) -> bool {
        let ends = |call: &Call| match call.model {
            Some(model) => model.role == Role::Release,
            None => self.file.models.may_close(call.name.as_str()),
        };
        self.calls.iter().any(|call| ends(call) && call.place(0) == Some(place))
    }

    /// Whether the function itself does with the place what only sockets are for.
    pub fn is_used(&self, place: PlaceId) -> bool {
        self.calls.iter().any(|call| {
            let is_use = call.model.is_some_and(|model| model.is_socket_api && model.role == Role::Use);
            is_use && call.handle() == Some(place)
        })
    }
}

/// The member or file-scope variable that a place is, and the type of the object that it is a member of, if a pointer to one
/// leads there.
pub fn member(function: &Function, place: PlaceId) -> Option<(Option<Name>, Name)> {
    let places = &function.places;
    let node = places.get(place);
    match &node.step {
        Step::Global(name) => Some((None, name.clone())),
        Step::Field(name) => {
            let object = places.get(node.parent?);
            let owner = match (&object.step, object.parent) {
                (Step::Elem(Elem::At(0) | Elem::Any), Some(pointer)) => match places.get(pointer).step {
                    Step::Local(local) => Some(function.local(local).ty.base.clone()),
                    _ => None,
                },
                _ => None,
            };
            Some((owner, name.clone()))
        }
        Step::Elem(Elem::At(_) | Elem::Any) => member(function, node.parent?),
        Step::Local(_) | Step::Derived(_) => None,
    }
}
