using MudBlazor.Services;
using Workflows.Host.Refusals;
using Workflows.Host.Shell;

var builder = WebApplication.CreateBuilder(args);

if (builder.Configuration["urls"] is null && builder.Configuration["http_ports"] is null)
    builder.WebHost.UseUrls("http://localhost:5080");

builder.Services.AddRazorComponents().AddInteractiveServerComponents();
builder.Services.AddMudServices();
builder.Services.AddScoped<Menu>();
builder.Services.AddSingleton<RefusalSentences>();
builder.Services.AddLanguages();
builder.Services.AddCascadingAuthenticationState();
builder.Services.AddAuthentication().AddCookie();
builder.Services.AddAuthorization();

var app = builder.Build();

app.UseSecurityHeaders();
app.UseRequestLocalization();
app.UseProblemAnswers();
app.UseAuthentication();
app.UseAuthorization();
app.UseAntiforgery();
app.MapStaticAssets().AllowAnonymous();
app.MapLanguages();
app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
app.Run();
