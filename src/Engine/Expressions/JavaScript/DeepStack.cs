using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Jint;

namespace Workflows.Engine.Expressions.JavaScript;

/// <summary>
/// Runs what may nest deep on a thread with room for it. A script can put as many objects inside of each other as fit into its memory, and the interpreter follows them by calling itself;
/// a stack that is full ends the process. The room is address space: only what is used becomes memory.
/// </summary>
internal static class DeepStack
{
    /// <summary>More than 16 MB of the smallest objects inside of each other need.</summary>
    private const int Bytes = 256 * 1024 * 1024;

    public static T Run<T>(Func<T> work)
    {
        var (result, failure) = (default(T), (ExceptionDispatchInfo?)null);
        var thread = new Thread(
            () =>
            {
                try
                {
                    result = work();
                }
                catch (Exception exception)
                {
                    failure = ExceptionDispatchInfo.Capture(exception);
                }
            },
            Bytes) { IsBackground = true, Name = "script" };
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result!;
    }
}

/// <summary>Before each statement: functions have not called each other so deep that much of the stack is used. The rest is for what is nested, and for finding the way back out.</summary>
internal sealed class EnoughStack : Constraint
{
    private const nint Most = 8 * 1024 * 1024;

    private readonly nint start = Here();

    public override void Reset()
    {
    }

    public override void Check()
    {
        if (start - Here() > Most) throw new InsufficientExecutionStackException();
    }

    /// <summary>Where the stack of this thread is now; it grows towards smaller addresses.</summary>
    private static nint Here()
    {
        Span<byte> probe = stackalloc byte[1];
        return Unsafe.ByteOffset(ref Unsafe.NullRef<byte>(), ref MemoryMarshal.GetReference(probe));
    }
}
