use mio::net::TcpStream;
use mio::{Interest, Registry, Token};

fn logged_only_bad(registry: &Registry, table: &mut Table, token: Token, mut stream: TcpStream) {
    if let Err(error) = registry.register(&mut stream, token, Interest::READABLE) {
        eprintln!("register: {error}"); //~ register-error-ignored
    }
    table.insert(token, stream);
}

fn dropped_ok(registry: &Registry, table: &mut Table, token: Token, mut stream: TcpStream) {
    if let Err(error) = registry.register(&mut stream, token, Interest::READABLE) {
        eprintln!("register: {error}");
        return;
    }
    table.insert(token, stream);
}

fn passed_on_ok(registry: &Registry, table: &mut Table, token: Token, mut stream: TcpStream) -> std::io::Result<()> {
    registry.register(&mut stream, token, Interest::READABLE)?;
    table.insert(token, stream);
    Ok(())
}

fn kept_before_ok(registry: &Registry, token: Token, stream: &mut TcpStream) {
    if let Err(error) = registry.reregister(stream, token, Interest::WRITABLE) {
        eprintln!("reregister: {error}");
    }
}
