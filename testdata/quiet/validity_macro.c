#if defined(_WIN32)
#define ISVALIDSOCKET(s) ((s) != INVALID_SOCKET)
#define CLOSESOCKET(s) closesocket(s)
#else
#define ISVALIDSOCKET(s) ((s) >= 0)
#define CLOSESOCKET(s) close(s)
#define SOCKET int
#endif

int check_port(struct addrinfo *address)
{
    SOCKET s = socket(address->ai_family, address->ai_socktype, address->ai_protocol);
    if (!ISVALIDSOCKET(s))
        return 1;
    if (connect(s, address->ai_addr, address->ai_addrlen)) {
        CLOSESOCKET(s);
        return 1;
    }
    CLOSESOCKET(s);
    return 0;
}
