//! What a class declares.

use crate::ir::{Name, Ty};
use rustc_hash::FxHashMap;

/// A class, as far as one file shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Class {
    /// Its base classes, by their last names.
    pub bases: Vec<Name>,
    /// Its data members and their types.
    pub members: FxHashMap<Name, Ty>,
    /// Its member functions.
    pub methods: Vec<Method>,
    /// Whether it declares a destructor.
    pub has_destructor: bool,
}

/// A member function, or a free function of C++.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Method {
    /// Its name; that of a constructor is the class's.
    pub name: Name,
    /// How many arguments it needs.
    pub least: usize,
    /// How many parameters it has.
    pub arity: usize,
    /// Whether it takes any number of further ones.
    pub is_variadic: bool,
    /// Whether it is called without an object.
    pub is_static: bool,
    /// For each parameter whether it is a reference through which the argument can be changed.
    pub references: Vec<bool>,
    /// The spelling of its parameters' types.
    pub types: Vec<String>,
    /// What it returns.
    pub result: Ty,
}

impl Method {
    /// Whether it can be called with so many arguments.
    pub fn takes(&self, arguments: usize) -> bool {
        self.least <= arguments && (arguments <= self.arity || self.is_variadic)
    }
}

impl Class {
    /// The member function that a call with so many arguments means.
    pub fn method(&self, name: &str, arguments: usize) -> Option<&Method> {
        self.methods.iter().find(|method| method.name.as_str() == name && method.takes(arguments))
    }

    /// Whether a call with so many arguments may mean several member functions: then it is not known which.
    pub fn is_ambiguous(&self, name: &str, arguments: usize) -> bool {
        let mut fitting = self.methods.iter().filter(|method| method.name.as_str() == name && method.takes(arguments));
        let first = fitting.next();
        // What is declared in the class and defined behind it, or once more as `const`, counts once.
        fitting.any(|other| first.is_some_and(|first| first.types != other.types || first.arity != other.arity))
    }

    /// Whether it has a member function of this name.
    pub fn has_method(&self, name: &str) -> bool {
        self.methods.iter().any(|method| method.name.as_str() == name)
    }
}
