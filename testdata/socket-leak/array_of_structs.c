struct slot { int fd; int used; };

int fill_bad(int n)
{
    struct slot slots[8];
    for (int i = 0; i < n; i++) {
        slots[i].fd = socket(AF_INET, SOCK_STREAM, 0);
        slots[i].used = 1;
    }
    return 0; //~ socket-leak
}

int fill_ok(struct slot *slots, int n)
{
    for (int i = 0; i < n; i++) {
        slots[i].fd = socket(AF_INET, SOCK_STREAM, 0);
        slots[i].used = 1;
    }
    return 0;
}
