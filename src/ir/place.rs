//! Places: where a value can be stored, interned per function as paths from a root.

use rustc_hash::FxHashMap;
use std::fmt;
use std::sync::Arc;

use super::LocalId;

/// A name as the source spells it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(Arc<str>);

impl Name {
    /// The name `text`.
    pub fn new(text: &str) -> Name {
        Name(Arc::from(text))
    }

    /// Its spelling.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::borrow::Borrow<str> for Name {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Name {
    fn from(text: &str) -> Name {
        Name::new(text)
    }
}

/// The number of a place in its function's [`PlaceTable`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceId(pub u32);

/// Which element of an array or pointed-to sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Elem {
    /// A constant index. `At(0)` is also the dereference: `*p`, `p[0]` and the object of `p->f` are one place.
    At(i64),
    /// An index that is not constant: one summary place for all elements.
    Any,
}

/// One step from a place to a part of it, or the root of a path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Root: a local variable, parameter or temporary.
    Local(LocalId),
    /// Root: a file-scope variable, or an identifier that nothing declares.
    Global(Name),
    /// A member of a struct or union.
    Field(Name),
    /// An element, or what a pointer points at.
    Elem(Elem),
    /// The value of a pure expression over the parent, such as `flags & X`: it changes only when the parent does.
    Derived(Name),
}

/// A place: a root, or a step from a parent place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// The place this one is a part of; `None` for a root.
    pub parent: Option<PlaceId>,
    /// The last step.
    pub step: Step,
}

/// All places of one function, each once.
#[derive(Clone, Debug, Default)]
pub struct PlaceTable {
    places: Vec<Place>,
    index: FxHashMap<(Option<PlaceId>, Step), PlaceId>,
}

impl PlaceTable {
    /// The id of the place that `step` leads to from `parent` (`None`: the root `step`).
    pub fn intern(&mut self, parent: Option<PlaceId>, step: Step) -> PlaceId {
        if let Some(&id) = self.index.get(&(parent, step.clone())) {
            return id;
        }
        let id = PlaceId(self.places.len() as u32);
        self.places.push(Place { parent, step: step.clone() });
        self.index.insert((parent, step), id);
        id
    }

    /// The id of an already interned place.
    pub fn find(&self, parent: Option<PlaceId>, step: Step) -> Option<PlaceId> {
        self.index.get(&(parent, step)).copied()
    }

    /// The root place of a local.
    pub fn local(&mut self, local: LocalId) -> PlaceId {
        self.intern(None, Step::Local(local))
    }

    /// What `pointer` points at.
    pub fn deref(&mut self, pointer: PlaceId) -> PlaceId {
        self.intern(Some(pointer), Step::Elem(Elem::At(0)))
    }

    /// Member `name` of `object`.
    pub fn field(&mut self, object: PlaceId, name: &str) -> PlaceId {
        self.intern(Some(object), Step::Field(name.into()))
    }

    /// The place with this id.
    pub fn get(&self, id: PlaceId) -> &Place {
        &self.places[id.0 as usize]
    }

    /// Number of places.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The place itself, then its parents up to the root.
    pub fn ancestors(&self, id: PlaceId) -> impl Iterator<Item = PlaceId> + '_ {
        std::iter::successors(Some(id), |&at| self.get(at).parent)
    }

    /// The root of the path.
    pub fn root(&self, id: PlaceId) -> PlaceId {
        self.ancestors(id).last().unwrap_or(id)
    }

    /// The local at the root, if the root is one.
    pub fn root_local(&self, id: PlaceId) -> Option<LocalId> {
        match self.get(self.root(id)).step {
            Step::Local(local) => Some(local),
            _ => None,
        }
    }

    /// Whether `id` is `prefix` or a part of it.
    pub fn is_within(&self, id: PlaceId, prefix: PlaceId) -> bool {
        // A parent is always interned before its parts.
        id >= prefix && self.ancestors(id).any(|at| at == prefix)
    }

    /// The member or file-scope variable that it is, or is an element of.
    pub fn name(&self, id: PlaceId) -> Option<&Name> {
        let mut path = self.ancestors(id).map(|id| &self.get(id).step);
        match path.find(|step| !matches!(step, Step::Elem(_)))? {
            Step::Field(name) | Step::Global(name) => Some(name),
            Step::Local(_) | Step::Elem(_) | Step::Derived(_) => None,
        }
    }

    /// The steps that lead from `from` to `to`, a part of it.
    pub fn steps(&self, from: PlaceId, to: PlaceId) -> Vec<Step> {
        let path = self.ancestors(to).take_while(|&id| id != from);
        let mut steps: Vec<Step> = path.map(|id| self.get(id).step.clone()).collect();
        steps.reverse();
        steps
    }

    /// The place that `steps` lead to from `from`, if all on the way are interned.
    pub fn follow(&self, from: PlaceId, steps: &[Step]) -> Option<PlaceId> {
        steps.iter().try_fold(from, |at, step| self.find(Some(at), step.clone()))
    }

    /// Number of steps below the root.
    pub fn depth(&self, id: PlaceId) -> usize {
        self.ancestors(id).count() - 1
    }

    /// Whether a pointer or element step lies on the path: the place is outside the root variable itself.
    pub fn has_deref(&self, id: PlaceId) -> bool {
        self.ancestors(id).any(|at| matches!(self.get(at).step, Step::Elem(_)))
    }
}
