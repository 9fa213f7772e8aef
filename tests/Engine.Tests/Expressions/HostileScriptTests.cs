using System.Diagnostics;
using Workflows.Engine.Expressions;

namespace Workflows.Engine.Tests.Expressions;

/// <summary>Each of these would hold a thread or fill the memory for minutes; each must end soon, with the limit named.</summary>
public class HostileScriptTests
{
    /// <summary>However busy the machine is: only what hangs takes longer.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(2);

    /// <summary>Time is measured on the wall, so where another limit is meant there is plenty of it.</summary>
    private static Bench Patient() => new(limits => limits.Time = TimeSpan.FromMinutes(1));

    [Theory]
    [InlineData("while (true) {}", "statements")]
    [InlineData("for (const x of (function* () { while (true) yield 1 })()) {}", "statements")]
    [InlineData("[2, 1].sort((a, b) => { while (true) {} })", "statements")]
    [InlineData("let s = 'x'; while (true) s += s", "MB")]
    [InlineData("const m = new Map(); while (true) m.set({}, 1)", "MB")]
    [InlineData("function f() { return f() } f()", "deep")]
    [InlineData("class A { get x() { return this.x } } new A().x", "deep")]
    [InlineData("/^(a+)+$/.test('a'.repeat(40) + '!')", "regular expression")]
    [InlineData("new Array(100000000).fill(0).length", "array")]
    [InlineData("const a = []; while (true) a.push(1)", "array")]
    [InlineData("Array.prototype.forEach.call({ length: 1e15 }, x => 1)", "MB")]
    [InlineData("'x'.repeat(500000000).length", "characters")]
    [InlineData("'x'.padEnd(500000000, 'ab').length", "characters")]
    [InlineData("const b = 'y'.repeat(10000); 'x'.repeat(30000).replace(/x/g, b).length", "characters")]
    [InlineData("const b = 'y'.repeat(100000); b.replaceAll('y', b).length", "characters")]
    [InlineData("const b = 'x'.repeat(1000000); JSON.stringify(Array(1000).fill(b)).length", "characters")]
    [InlineData("let o = 'x'; for (let i = 0; i < 40; i++) o = [o, o]; return String(o).length", "characters")]
    [InlineData("let o = 'x'; for (let i = 0; i < 40; i++) o = [o, o]; return toJson(o).length", "items and characters")]
    [InlineData("let o = 'x'; for (let i = 0; i < 40; i++) o = [o, o]; return o", "items and characters")]
    [InlineData("Array(60000).join('x'.repeat(100000)).length", "characters")]
    [InlineData("let x = 3n ** 600000n; x = x * x", "big integer")]
    [InlineData("Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)", "Atomics is not defined")]
    [InlineData("new Promise(() => {})", "promise")]
    [InlineData("Promise.resolve().then(function f() { return Promise.resolve().then(f) })", "")]
    [InlineData("const a = {}; a.a = a; return a", "deep")]
    public void A_hostile_script_ends_soon_and_says_why(string source, string reason)
    {
        var bench = Patient();
        var watch = Stopwatch.StartNew();
        Should.Throw<ExpressionFailedException>(() => bench.JavaScript(source)).Message.ShouldContain(reason);
        watch.Elapsed.ShouldBeLessThan(Soon);
    }

    [Theory]
    [InlineData("{% for i in (1..100000) %}x{% endfor %}", "items")]
    [InlineData("{% for i in (1..9000) %}{% for j in (1..9000) %}{% for k in (1..9000) %}x{% endfor %}{% endfor %}{% endfor %}", "")]
    [InlineData("{% assign s = 'xxxxxxxxxx' %}{% for i in (1..40) %}{% assign s = s | append: s %}{% endfor %}", "characters")]
    [InlineData("{% assign s = 'xxxxxxxxxx' %}{% for i in (1..40) %}{% capture s %}{{ s }}{{ s }}{% endcapture %}{% endfor %}", "characters")]
    [InlineData("{% assign s = 'xxxxxxxxxx' %}{% for i in (1..14) %}{% assign s = s | append: s %}{% endfor %}{{ s | replace: 'x', s }}", "characters")]
    [InlineData("{% assign s = 'xxxxxxxxxx' %}{% for i in (1..14) %}{% assign s = s | append: s %}{% endfor %}{{ s | split: '' | join: s }}", "characters")]
    [InlineData("{% assign s = 'xxxxxxxxxx' %}{% for i in (1..14) %}{% assign s = s | append: s %}{% endfor %}{% for i in (1..9000) %}{{ s }}{% endfor %}", "characters")]
    public void A_hostile_template_ends_soon_and_says_why(string source, string reason)
    {
        var bench = Patient();
        var watch = Stopwatch.StartNew();
        Should.Throw<ExpressionFailedException>(() => bench.Liquid(source)).Message.ShouldContain(reason);
        watch.Elapsed.ShouldBeLessThan(Soon);
    }

    [Fact]
    public void Time_itself_is_a_limit()
    {
        var bench = new Bench(limits => (limits.Time, limits.Statements, limits.Memory) = (TimeSpan.FromMilliseconds(100), int.MaxValue, long.MaxValue));
        Should.Throw<ExpressionLimitException>(() => bench.JavaScript("while (true) {}")).Message.ShouldContain("0.1 s");
    }

    [Fact]
    public void The_message_names_the_activity_the_limit_and_the_remedy() =>
        Should.Throw<ExpressionLimitException>(() => Patient().JavaScript("while (true) {}")).Message
            .ShouldBe("Expected the JavaScript of an expression of activity Review board (s1) to end within 200,000 statements, but it went on. Shorten its loop, or do the work in an activity of its own.");
}
