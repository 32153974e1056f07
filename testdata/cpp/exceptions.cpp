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

// What the first call of a block closes is closed though it throws.
void closing_may_throw_ok(int s)
{
    char b[10];
    if (recv(s, b, sizeof b, 0) <= 0) {
        try {
            close_checked(s);
        } catch (const net_error &e) {
            report(e.what());
        }
    }
}

// A function that always throws never returns.
static void fail(const char *what)
{
    throw net_error(what);
}

int always_thrown_ok()
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        fail("socket");
    if (bind(s, addr, len) < 0) {
        ::close(s);
        fail("bind");
    }
    if (listen(s, 5) < 0) {
        ::close(s);
        fail("listen");
    }
    return s;
}

// An exception of a function that was read goes through this one, too.
static void expect_greeting(int s)
{
    char b[4];
    if (recv(s, b, sizeof b, 0) != sizeof b)
        throw net_error("greeting");
}

int through_bad()
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    expect_greeting(s); //~ socket-leak
    ::close(s);
    return 0;
}

int through_ok()
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    try {
        expect_greeting(s);
    } catch (...) {
        ::close(s);
        throw;
    }
    ::close(s);
    return 0;
}

// Who holds it besides closes it.
void through_owned_ok(Pool &pool)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return;
    pool.last = s;
    expect_greeting(s);
}
