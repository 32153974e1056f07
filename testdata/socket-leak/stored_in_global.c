static int listener = -1;
int table[64];

int open_ok(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    listener = fd;
    return 0;
}

int open_in_table_ok(int slot)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    table[slot] = fd;
    return 0;
}
