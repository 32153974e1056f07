// A function of this file alone, which nobody else can mean.
static int port_let_go(int handle)
{
    return forget(handle);
}

int list(int handle)
{
    return port_let_go(handle);
}
