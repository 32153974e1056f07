//! Heads of functions.

use super::function;

fn head(text: &str) -> String {
    let function = function(text);
    let params: Vec<_> = function.params.iter().map(|&id| function.local(id)).collect();
    let params: Vec<_> = params
        .iter()
        .map(|local| {
            let stars = "*".repeat(local.ty.pointers.into());
            format!("{} {stars}{}{}", local.ty.base, local.name, if local.ty.is_array { "[]" } else { "" })
        })
        .collect();
    let flags =
        [(function.is_static, "static "), (function.is_noreturn, "noreturn "), (function.is_variadic, "variadic ")];
    let flags: String = flags.iter().filter(|(is_set, _)| *is_set).map(|(_, flag)| *flag).collect();
    let stars = "*".repeat(function.returns.pointers.into());
    let name = &text[function.name_span.range()];
    format!("{flags}{} {stars}{name}({})", function.returns.base, params.join(", "))
}

#[test]
fn heads_are_read() {
    let heads = [
        ("int main() {}", "int main()"),
        ("static void f(void) {}", "static void f()"),
        ("static inline char *f(int s, char **v) {}", "static char *f(int s, char **v)"),
        ("struct conn *f(struct conn *c, int sv[2], ...) {}", "variadic struct conn *f(struct conn *c, int sv[])"),
        ("int f(int (*cb)(int, void *), void *arg) {}", "int f(int *cb, void *arg)"),
        ("int f(int cb(int)) {}", "int f(int *cb)"),
        ("void (*f(int s))(int) {}", "void *f(int s)"),
        ("int f(a, b, c) char *b; int a, *c; {}", "int f(int a, char *b, int *c)"),
        ("f2(x) int x; { }", "int f2(int x)"),
        ("_Noreturn void f(const char *m) {}", "noreturn void f(const char *m)"),
        ("__attribute__((noreturn)) static void f(int) {}", "static noreturn void f(int )"),
        ("void fatal(int x) {}", "noreturn void fatal(int x)"),
        ("unsigned long long f(SOCKET s) {}", "unsigned long long f(SOCKET s)"),
        ("int WINAPI f(SOCKET s) {}", "int f(SOCKET s)"),
    ];
    for (text, expected) in heads {
        // A parameter's qualifiers are not part of its type.
        assert_eq!(head(text), expected.replace("const ", ""), "{text}");
    }
}
