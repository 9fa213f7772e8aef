namespace Elsa.Workflows.Activities;

/// <summary>Runs C# code. It cannot be stored as JSON: use it in workflows and composites that are written in C#.</summary>
[Activity("Elsa", "Primitives", "Executes C# code.")]
[System.ComponentModel.Browsable(false)]
public class Inline : CodeActivity
{
    private readonly Func<ActivityExecutionContext, ValueTask> _activity = _ => ValueTask.CompletedTask;

    public Inline([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    public Inline(Func<ActivityExecutionContext, ValueTask> activity, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) => _activity = activity;

    public Inline(Func<ValueTask> activity, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(_ => activity(), source, line)
    {
    }

    public Inline(Action<ActivityExecutionContext> activity, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) => _activity = context =>
    {
        activity(context);
        return ValueTask.CompletedTask;
    };

    public Inline(Action activity, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this((ActivityExecutionContext _) => activity(), source, line)
    {
    }

    public static Inline From(Func<ActivityExecutionContext, ValueTask> activity) => new(activity);
    public static Inline From(Func<ValueTask> activity) => new(activity);
    public static Inline From(Action<ActivityExecutionContext> activity) => new(activity);
    public static Inline From(Action activity) => new(activity);
    public static Inline<T> From<T>(Func<ActivityExecutionContext, ValueTask<T>> activity) => new(activity);
    public static Inline<T> From<T>(Func<ValueTask<T>> activity) => new(activity);
    public static Inline<T> From<T>(Func<ActivityExecutionContext, T> activity) => new(activity);
    public static Inline<T> From<T>(Func<T> activity) => new(activity);

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => _activity(context);
}

/// <summary>Runs C# code that yields a result.</summary>
[Activity("Elsa", "Primitives", "Executes C# code.")]
[System.ComponentModel.Browsable(false)]
public class Inline<T> : CodeActivity<T>
{
    private readonly Func<ActivityExecutionContext, ValueTask<T>> _activity;

    public Inline(Func<ActivityExecutionContext, ValueTask<T>> activity, MemoryBlockReference? output = null, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(output, source, line) =>
        _activity = activity;

    public Inline(Func<ValueTask<T>> activity, MemoryBlockReference? output = null, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(_ => activity(), output, source, line)
    {
    }

    public Inline(Func<ActivityExecutionContext, T> activity, MemoryBlockReference? output = null, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(output, source, line) =>
        _activity = context => ValueTask.FromResult(activity(context));

    public Inline(Func<T> activity, MemoryBlockReference? output = null, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(output, source, line) =>
        _activity = _ => ValueTask.FromResult(activity());

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) => context.Set(Result, await _activity(context));
}
