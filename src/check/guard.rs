//! Panics: a bug that shows on one function must not end the run.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    static IS_GUARDED: Cell<bool> = const { Cell::new(false) };
    static WHAT: RefCell<Option<String>> = const { RefCell::new(None) };
}

static HOOK: Once = Once::new();

/// Runs `work`; if it panics, says what happened, in lower case and without a final stop, and nothing is printed.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    HOOK.call_once(install);
    let was = IS_GUARDED.replace(true);
    // What the work leaves half done is thrown away with it: callers give it nothing that they look at later.
    let result = catch_unwind(AssertUnwindSafe(work));
    IS_GUARDED.set(was);
    result.map_err(|_| WHAT.take().unwrap_or_else(|| "unknown".to_owned()))
}

/// Wraps the hook that is in place: it still speaks for panics outside [`guarded`].
fn install() {
    let outer = take_hook();
    set_hook(Box::new(move |info| {
        if IS_GUARDED.get() {
            WHAT.set(Some(describe(info)));
        } else {
            outer(info);
        }
    }));
}

fn describe(info: &PanicHookInfo) -> String {
    let payload = info.payload();
    let text = payload.downcast_ref::<&str>().copied().or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let message = text.and_then(|text| text.lines().next()).unwrap_or("unknown");
    match info.location() {
        None => message.to_owned(),
        Some(place) => {
            // Only the end of the path: the rest depends on where sockleak was built.
            let file = place.file().replace('\\', "/");
            let file = file.rsplit_once("src/").map_or(file.as_str(), |(_, inside)| inside);
            format!("{message} ({file}:{})", place.line())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_message() {
        assert_eq!(guarded(|| 7), Ok(7));
        let message = guarded(|| panic!("no {}", "luck")).unwrap_err();
        assert!(message.starts_with("no luck (check/guard.rs:"), "{message}");
        assert_eq!(guarded(|| 8), Ok(8));
    }
}
