// Members, constructors, destructors.
class Owner {
public:
    Owner() : m_sock(INVALID_SOCKET) {}
    explicit Owner(SOCKET s) : m_sock(s) {}
    ~Owner() { if (m_sock != INVALID_SOCKET) closesocket(m_sock); }
    bool open();
    void close_it();
    int read(char *to, int n);
private:
    SOCKET m_sock;
};

bool Owner::open()
{
    m_sock = socket(AF_INET, SOCK_STREAM, 0);
    return m_sock != INVALID_SOCKET;
}

void Owner::close_it()
{
    closesocket(m_sock);
    m_sock = INVALID_SOCKET;
}

int Owner::read(char *to, int n)
{
    return recv(m_sock, to, n, 0);
}

// The destructor closes it on every way out.
int raii_ok()
{
    Owner o;
    if (!o.open())
        return -1;
    return o.read(nullptr, 0);
}

int handed_over_ok()
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == INVALID_SOCKET)
        return -1;
    Owner o(s);
    return 0;
}

int handed_to_unknown_ok()
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == INVALID_SOCKET)
        return -1;
    auto conn = std::make_unique<Connection>(s);
    conn->start();
    return 0;
}

TcpStream braced_ok()
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    return TcpStream{s};
}

int stored_ok(std::vector<int> &all)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    all.emplace_back(s);
    return 0;
}

int guarded_ok()
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    auto guard = finally([&] { ::close(s); });
    if (connect(s, addr, len) < 0)
        return -1;
    return 0;
}

int unique_ok()
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    std::unique_ptr<int, Closer> guard(&s);
    if (connect(s, addr, len) < 0)
        return -1;
    return 0;
}

// Between the acquisition and the owner there is a way out.
int before_the_owner_bad()
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == INVALID_SOCKET)
        return -1;
    if (connect(s, addr, len) != 0)
        return -1; //~ socket-leak
    Owner o(s);
    return 0;
}

class Listener {
public:
    Listener(int port);
    ~Listener() { ::close(fd); }
private:
    int fd;
    int port_;
};

// No destructor runs if the constructor throws.
Listener::Listener(int port) : fd(-1), port_(port)
{
    fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        throw std::runtime_error("socket");
    if (bind(fd, addr, len) < 0)
        throw std::runtime_error("bind"); //~ socket-leak
    if (listen(fd, 5) < 0) {
        ::close(fd);
        throw std::runtime_error("listen");
    }
}

struct Record {
    int fd;
    int port;
};

// A structure without a destructor closes nothing.
int plain_structure_bad()
{
    Record r;
    r.fd = socket(AF_INET, SOCK_STREAM, 0);
    if (r.fd < 0)
        return -1;
    if (connect(r.fd, addr, len) < 0)
        return -1; //~ socket-leak
    ::close(r.fd);
    return 0;
}

class Reconnecting {
    SOCKET m_sock;
    bool again();
    ~Reconnecting();
};

bool Reconnecting::again()
{
    closesocket(m_sock);
    m_sock = socket(AF_INET, SOCK_STREAM, 0);
    if (m_sock == INVALID_SOCKET)
        return false;
    if (connect(m_sock, addr, len) != 0) {
        closesocket(m_sock);
        closesocket(m_sock); //~ double-close
        return false;
    }
    return true;
}

int allocated_ok()
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == INVALID_SOCKET)
        return -1;
    Owner *o = new Owner(s);
    o->close_it();
    delete o;
    return 0;
}
