// Forms that the grammar has no place for, and what stands beside them.
struct timeval operator-(const struct timeval &a, const struct timeval &b)
{
    return difference(a, b);
}

// A function whose body is a `try`.
int function_try_bad(int x)
try
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    if (connect(s, addr, len) < 0)
        return -1; //~ socket-leak
    ::close(s);
    return 0;
}
catch (std::exception &e)
{
    report(e.what());
    return -1;
}

// A member that is a pointer to a function may take what it is given.
int Engine::member_pointer_ok()
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    return (this->*m_next)(s, {});
}

int Engine::member_pointer_bad()
{
    m_next = static_cast<int (Engine::*)(int)>(&Engine::first);
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    packet p(m_buf, m_name.operator const Name &(), 1);
    trace(s, {}, -1);
    if (connect(s, addr, len) < 0)
        return -1; //~ socket-leak
    ::close(s);
    return 0;
}

// What a class of the function's own closes is not followed.
int local_class_ok()
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    struct Closer : Base
    {
        int fd;
        explicit Closer(int f) : fd(f) {}
        ~Closer() { ::close(fd); }
    } closer(s);
    if (connect(s, addr, len) < 0)
        return -1;
    return 0;
}

int local_class_bad()
{
    class Data : public Base
    {
    public:
        Data() {}
        std::string name;
    };
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    if (name != L"")
        return -1; //~ socket-leak
    ::close(s);
    return 0;
}

// Borland's `__finally`.
void finally_ok()
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return;
    try
    {
        greet(s);
    }
    __finally
    {
        ::close(s);
    }
}
