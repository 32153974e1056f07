//! What C++ has other functions of than the system.

/// Functions of the system of which classes have others of their own, with how many arguments they take.
const SYSTEM: [(&str, usize); 12] = [
    ("accept", 3),
    ("bind", 3),
    ("close", 1),
    ("connect", 3),
    ("dup", 1),
    ("listen", 2),
    ("read", 3),
    ("recv", 4),
    ("send", 4),
    ("shutdown", 2),
    ("socket", 3),
    ("write", 3),
];

/// How many arguments the function of the system takes that is called `name`.
pub fn arity_of(name: &str) -> Option<usize> {
    SYSTEM.iter().find(|(known, _)| *known == name).map(|(_, arity)| *arity)
}
