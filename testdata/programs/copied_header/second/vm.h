#define ENDS(declaration) declaration __attribute__((noreturn))
#define QUIETLY(declaration) declaration __attribute__((cold))
ENDS(void vm_raise(struct vm *vm, const char *format, ...));
QUIETLY(void vm_note(struct vm *vm, const char *format, ...));
VM_NORETURN(void vm_stop(struct vm *vm));
