/* What stands for no socket in a member is the same in every element of an array. */
struct service {
    char *exec;
    int sock;
    int told;
};

struct service *services;
int count;

int service_open(int i)
{
    services[i].sock = socket(AF_INET, SOCK_STREAM, 0);
    if (services[i].sock < 0)
        return -1;
    return 0;
}

void service_stop(int i)
{
    close(services[i].sock);
    services[i].sock = -1;
}

void reread_bad(void)
{
    for (int i = 0; i < count; i++) {
        if (!services[i].exec && services[i].sock) { //~ invalid-socket-check
            shutdown(services[i].sock, SHUT_RDWR);
            close(services[i].sock);
            services[i].sock = -1;
        }
    }
}

void reread_ok(void)
{
    for (int i = 0; i < count; i++) {
        if (!services[i].exec && services[i].sock >= 0) {
            shutdown(services[i].sock, SHUT_RDWR);
            close(services[i].sock);
            services[i].sock = -1;
        }
    }
}

/* An array may begin with zeroes, which then are none as well. */
void stop_all_ok(void)
{
    for (int i = 0; i < count; i++) {
        if (services[i].sock > 0) {
            shutdown(services[i].sock, SHUT_RDWR);
            close(services[i].sock);
        }
    }
}

void told_ok(void)
{
    for (int i = 0; i < count; i++)
        if (services[i].told)
            services[i].told = 0;
}

/* Which element was opened and which is tested, nobody knows. */
int slots_ok(int *slots, int i, int j)
{
    slots[i] = socket(AF_INET, SOCK_STREAM, 0);
    if (slots[j])
        return 1;
    return 0;
}
