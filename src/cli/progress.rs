//! A line on a terminal's stderr that says how far the run is.

use std::io::{self, IsTerminal, Write};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How often the line is drawn again at most.
const INTERVAL: Duration = Duration::from_millis(100);

/// Shows nothing unless stderr is a terminal and the run takes a while.
pub struct Progress {
    state: Option<Mutex<State>>,
}

struct State {
    last: Instant,
    is_shown: bool,
}

impl Progress {
    /// Progress on stderr.
    pub fn new() -> Progress {
        let state = State { last: Instant::now(), is_shown: false };
        Progress { state: io::stderr().is_terminal().then(|| Mutex::new(state)) }
    }

    /// `done` of `total` files are finished.
    pub fn report(&self, done: usize, total: usize) {
        let Some(state) = &self.state else { return };
        // Whoever comes while another thread draws has nothing newer to say.
        let Ok(mut state) = state.try_lock() else { return };
        if state.last.elapsed() >= INTERVAL {
            state.last = Instant::now();
            state.is_shown = true;
            let _ = write!(io::stderr(), "\r\x1B[Kchecking {done} of {total} files");
        }
    }

    /// Clears the line.
    pub fn finish(self) {
        if let Some(state) = self.state
            && state.into_inner().unwrap_or_else(PoisonError::into_inner).is_shown
        {
            let _ = write!(io::stderr(), "\r\x1B[K");
        }
    }
}
