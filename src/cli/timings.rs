//! The table that `--timings` prints.

use crate::check::{Outcome, Spent, peak_memory, process_cpu};
use std::fmt::Write;
use std::time::Duration;

/// The table as text, `spent` being what was spent since the check began: on the calling thread, which only reports.
pub fn table(outcome: &Outcome, spent: Spent) -> String {
    let (timings, totals) = (&outcome.timings, &outcome.totals);
    let mut out = String::from("phase          wall s    cpu s\n");
    let mut line = |name: &str, wall: Duration, cpu: Option<Duration>| {
        let cpu = cpu.map_or(String::new(), |cpu| format!("{:9.3}", cpu.as_secs_f64()));
        let _ = writeln!(out, "{name:11}{:9.3}{cpu}", wall.as_secs_f64());
    };
    let phases = [("walk", timings.walk), ("read", timings.read), ("front end", timings.front_end)];
    phases.into_iter().for_each(|(name, spent)| line(name, spent.wall, Some(spent.cpu)));
    line("  parser", timings.parse, None);
    line("engine", timings.engine.wall, Some(timings.engine.cpu));
    line("report", spent.wall.saturating_sub(timings.total), Some(spent.cpu));
    line("whole run", spent.wall.max(timings.total), process_cpu());
    let _ = writeln!(out, "phases are summed over {} threads", timings.threads);
    let _ = writeln!(
        out,
        "{} files, {} bytes; {} functions beside sockets, {} parsed ({} bytes)",
        totals.files, totals.bytes, totals.functions, totals.slices, totals.bytes_parsed
    );
    let _ = writeln!(
        out,
        "{} socket calls, {} of them lowered, {} in functions understood whole",
        totals.socket_calls, totals.lowered_calls, totals.clean_calls
    );
    if let Some(bytes) = peak_memory() {
        let _ = writeln!(out, "peak memory {} MiB", bytes.div_ceil(1 << 20));
    }
    out
}
