// A reference parameter is followed like a pointer.
void shut(SOCKET &s)
{
    closesocket(s);
    s = INVALID_SOCKET;
}

bool make(SOCKET &out)
{
    out = socket(AF_INET, SOCK_STREAM, 0);
    return out != INVALID_SOCKET;
}

int closed_by_reference_ok()
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == INVALID_SOCKET)
        return -1;
    if (connect(s, addr, len) != 0) {
        shut(s);
        return -1;
    }
    shut(s);
    return 0;
}

int made_by_reference_bad()
{
    SOCKET s = INVALID_SOCKET;
    if (!make(s))
        return -1;
    if (connect(s, addr, len) != 0)
        return -1; //~ socket-leak
    closesocket(s);
    return 0;
}

int alias_bad()
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);
    SOCKET &same = s;
    if (same == INVALID_SOCKET)
        return -1;
    if (connect(same, addr, len) != 0)
        return -1; //~ socket-leak
    closesocket(same);
    return 0;
}
