// `throw` leaves the function, or goes to a handler of it.
int thrown_bad()
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        throw std::runtime_error("socket");
    if (connect(s, addr, len) < 0)
        throw std::runtime_error("connect"); //~ socket-leak
    return s;
}

int thrown_ok()
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        throw std::runtime_error("socket");
    if (connect(s, addr, len) < 0) {
        ::close(s);
        throw std::runtime_error("connect");
    }
    return s;
}

int caught_ok()
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    try {
        if (connect(s, addr, len) < 0)
            throw std::runtime_error("connect");
        greet();
    } catch (...) {
        ::close(s);
        throw;
    }
    return s;
}

int caught_bad()
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    try {
        greet(s);
        ::close(s);
    } catch (const std::exception &e) {
        report(e.what());
        return -1; //~ socket-leak
    }
    return 0;
}

void accepted_bad(int listener)
{
    int s = accept(listener, nullptr, nullptr);
    if (s < 0)
        return;
    if (set_timeouts(s) != 0)
        throw net_error("timeouts"); //~ socket-leak
    handlers.push_back(s);
}

// The exception tells the caller, who owns the socket.
void borrowed_ok(int s)
{
    char b[10];
    if (recv(s, b, sizeof b, 0) <= 0)
        throw net_error("closed");
    use(b);
}

void seh_ok()
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);
    __try {
        use(s);
    } __finally {
        closesocket(s);
    }
}
