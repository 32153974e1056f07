//! Names of functions as callers have them, and as they are defined.

use crate::ir::OWN;

/// The last word of a callee: of `Type.method`, `Type::function`, `module::function` and `function`.
pub fn last_word(name: &str) -> &str {
    name.rsplit([':', '.']).next().unwrap_or(name)
}

/// The module that a callee is named by, if it is a function of a module, and the name that it is defined by there.
pub fn in_module(callee: &str) -> Option<(&str, &str)> {
    let (path, name) = split_last(callee).filter(|_| !callee.contains('.'))?;
    let module = split_last(path).map_or(path, |(_, last)| last);
    module.starts_with(|c: char| c.is_ascii_lowercase() || c == '_').then_some((module, name))
}

/// Around the last `::`. It is asked often, and most names have no colon: looking for one byte costs least.
fn split_last(path: &str) -> Option<(&str, &str)> {
    let colon = memchr::memrchr(b':', path.as_bytes())?;
    match path[..colon].strip_suffix(':') {
        Some(before) => Some((before, &path[colon + 1..])),
        None => path.rsplit_once("::"),
    }
}

/// The name that a function is defined by which a caller calls so; modules are left out.
pub fn defined_as(callee: &str) -> &str {
    match callee.strip_prefix(OWN).or(in_module(callee).map(|(_, name)| name)) {
        Some(name) => defined_as(name),
        None => callee,
    }
}

/// Whether a module of this name lies at `path`.
pub fn is_module_at(module: &str, path: &str) -> bool {
    let is_it = |part: &str| part.trim_end_matches(".rs").replace('-', "_") == module;
    matches!(module, "crate" | "self" | "super") || path.split('/').any(is_it)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_are_told_from_types() {
        for (callee, module, defined) in [
            ("close_quietly", None, "close_quietly"),
            ("io::close_quietly", Some("io"), "close_quietly"),
            ("crate::connect", Some("crate"), "connect"),
            ("Pool::new", None, "Pool::new"),
            ("Pool.put", None, "Pool.put"),
            (".put", None, ".put"),
        ] {
            assert_eq!(
                (in_module(callee).map(|(module, _)| module), defined_as(callee)),
                (module, defined),
                "{callee}"
            );
        }
        assert!(is_module_at("io_util", "src/io-util/mod.rs") && is_module_at("pool", "./src/pool.rs"));
        assert!(is_module_at("super", "x.rs") && !is_module_at("pool", "src/pools.rs"));
        assert_eq!((last_word("Pool.put"), last_word("a::b"), last_word("c")), ("put", "b", "c"));
    }
}
