use std::io;
use std::net::TcpListener;

#[cfg(any(unix, test))]
fn unix_or_test_bad(listener: TcpListener) -> io::Result<()> {
    loop {
        handle(listener.accept()?); //~ accept-loop-dies
    }
}

#[cfg(any(feature = "server", test))]
fn feature_or_test_bad(listener: TcpListener) -> io::Result<()> {
    loop {
        handle(listener.accept()?); //~ accept-loop-dies
    }
}

#[cfg(not(unix))]
fn not_on_unix_bad(listener: TcpListener) -> io::Result<()> {
    loop {
        handle(listener.accept()?); //~ accept-loop-dies
    }
}

#[cfg(not(test))]
fn not_in_tests_bad(listener: TcpListener) -> io::Result<()> {
    loop {
        handle(listener.accept()?); //~ accept-loop-dies
    }
}

#[cfg(all(test, unix))]
fn in_tests_ok(listener: TcpListener) -> io::Result<()> {
    loop {
        handle(listener.accept()?);
    }
}

fn a_step_of_tests_ok(listener: TcpListener) -> io::Result<()> {
    loop {
        #[cfg(test)]
        handle(listener.accept()?);
        match listener.accept() {
            Ok(accepted) => handle(accepted),
            Err(_) => std::thread::sleep(PAUSE),
        }
    }
}

trait Serves {
    #[cfg(test)]
    fn in_tests_ok(&self, listener: TcpListener) -> io::Result<()> {
        loop {
            handle(listener.accept()?);
        }
    }

    fn serve_bad(&self, listener: TcpListener) -> io::Result<()> {
        loop {
            handle(listener.accept()?); //~ accept-loop-dies
        }
    }
}
