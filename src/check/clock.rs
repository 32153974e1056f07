//! Time spent, for `--timings`.

use std::ops::AddAssign;
use std::time::{Duration, Instant};

/// Time that one phase took, summed over threads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spent {
    /// Time that passed.
    pub wall: Duration,
    /// Time on a processor; the same as `wall` where the system does not tell.
    pub cpu: Duration,
}

impl AddAssign for Spent {
    fn add_assign(&mut self, other: Spent) {
        self.wall += other.wall;
        self.cpu += other.cpu;
    }
}

/// Runs from [`Clock::start`] on; must stay on its thread.
pub struct Clock {
    wall: Instant,
    cpu: Option<Duration>,
}

impl Clock {
    /// Starts.
    pub fn start() -> Clock {
        Clock { wall: Instant::now(), cpu: thread_cpu() }
    }

    /// The time since the start or the last lap.
    pub fn lap(&mut self) -> Spent {
        let now = Clock::start();
        let wall = now.wall - self.wall;
        let cpu = now.cpu.zip(self.cpu).map_or(wall, |(now, before)| now.saturating_sub(before));
        *self = now;
        Spent { wall, cpu }
    }
}

/// CPU time of this thread.
#[cfg(unix)]
fn thread_cpu() -> Option<Duration> {
    duration(rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime))
}

#[cfg(not(unix))]
fn thread_cpu() -> Option<Duration> {
    None
}

/// CPU time of the whole process, all threads.
#[cfg(unix)]
pub fn process_cpu() -> Option<Duration> {
    duration(rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime))
}

/// CPU time of the whole process: not told here.
#[cfg(not(unix))]
pub fn process_cpu() -> Option<Duration> {
    None
}

#[cfg(unix)]
fn duration(time: rustix::time::Timespec) -> Option<Duration> {
    Some(Duration::new(u64::try_from(time.tv_sec).ok()?, u32::try_from(time.tv_nsec).ok()?))
}

/// The most memory the process has had, in bytes; only where Linux tells.
pub fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok()? * 1024)
}
